package ai.tierup.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.answer.ClaimRefusal;
import ai.tierup.domain.idempotency.ClaimOutcome;
import ai.tierup.domain.idempotency.IdempotentAnswers;
import ai.tierup.domain.idempotency.IdempotentAnswersContract;
import ai.tierup.dynamodb.FaultyDynamoDb.Fault;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

@Tag("store")
class DynamoDbIdempotentAnswersTest extends IdempotentAnswersContract {

    private static final ClaimOutcome UNREADABLE = new ClaimOutcome.Refused(new ClaimRefusal.AnswerUnreadable());

    private final IdempotentAnswers answers = new DynamoDbIdempotentAnswers(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected IdempotentAnswers answers() {
        return answers;
    }

    private String pk() {
        var request = claim(1, "a").request();
        return "IDEMPOTENCY#" + request.account() + "#" + request.keyHash();
    }

    private Map<String, AttributeValue> stored() {
        return new HashMap<>(LocalTables.CLIENTS
                .retrying()
                .getItem(get ->
                        get.tableName(LocalTables.NAMES.transients()).key(Map.of("pk", AttributeValues.text(pk()))))
                .item());
    }

    private ClaimOutcome outcomeWith(String name, AttributeValue value) {
        var item = stored();
        item.put(name, value);
        LocalTables.CLIENTS
                .retrying()
                .putItem(put -> put.tableName(LocalTables.NAMES.transients()).item(item));
        return answers.claim(claim(2, "a"), NOW);
    }

    @Test
    void anItemHasAnExpiryAndContainsNeitherKeyNorBody() {
        answers.claim(claim(1, "a"), NOW);

        assertThat(stored()).containsOnlyKeys("pk", "request", "claimedBy", "expiresAtEpochSecond");
        assertThat(stored().toString()).doesNotContain("order-7");
        assertThat(stored().get("expiresAtEpochSecond"))
                .isEqualTo(AttributeValues.number(claim(1, "a").expiresAt().getEpochSecond()));
    }

    @Test
    void anAnswerOfManyPiecesIsCompressed() {
        var text = "The harbour is calm, and the tide is out. ".repeat(100);
        answers.claim(claim(1, "a"), NOW);
        answers.keep(claim(1, "a"), saying(text), NOW.plusSeconds(9));

        assertThat(AttributeValues.required(stored(), "answer").b().asByteArray().length)
                .isLessThan(text.getBytes(UTF_8).length / 10);
    }

    @Test
    void aClaimOrAnAnswerSucceedsWhenTheResponseToItsWriteIsLost() throws IOException {
        try (var store = new FaultyDynamoDb()) {
            var faulty = new DynamoDbIdempotentAnswers(store.clients, LocalTables.NAMES);
            store.faults.add(Fault.ANSWER_LOST);
            assertThat(faulty.claim(claim(1, "a"), NOW)).isEqualTo(new ClaimOutcome.Claimed());
            store.faults.add(Fault.ANSWER_LOST);
            assertThat(faulty.keep(claim(1, "a"), saying("Hello"), NOW.plusSeconds(9)))
                    .isTrue();

            assertThat(answers.claim(claim(2, "a"), NOW)).isEqualTo(new ClaimOutcome.Answered(saying("Hello")));
        }
    }

    @Test
    void aClaimThatTheStoreForbidsThrows() throws IOException {
        try (var store = new FaultyDynamoDb()) {
            var refused = new DynamoDbIdempotentAnswers(store.clients, LocalTables.NAMES);
            store.faults.add(Fault.FORBIDDEN);
            assertThatThrownBy(() -> refused.claim(claim(1, "a"), NOW)).isInstanceOf(DynamoDbException.class);

            assertThat(answers.claim(claim(2, "b"), NOW)).isEqualTo(new ClaimOutcome.Claimed());
        }
    }

    @Test
    void aClaimAnAnswerAndARepeatedRequestAreOneWriteEach() throws IOException {
        try (var store = new FaultyDynamoDb()) {
            var counted = new DynamoDbIdempotentAnswers(store.clients, LocalTables.NAMES);
            counted.claim(claim(1, "a"), NOW);
            counted.keep(claim(1, "a"), saying("Hello"), NOW.plusSeconds(9));
            assertThat(store.requests()).isEqualTo(2);

            counted.claim(claim(2, "a"), NOW);
            assertThat(store.requests()).isEqualTo(3);
        }
    }

    @Test
    void anUnreadableAnswerIsRefused() {
        answers.claim(claim(1, "a"), NOW);
        answers.keep(claim(1, "a"), saying("Hello"), NOW.plusSeconds(9));
        var good = AttributeValues.required(stored(), "answer");

        assertThat(outcomeWith("answer", AttributeValue.fromB(SdkBytes.fromUtf8String("plain"))))
                .isEqualTo(UNREADABLE);
        assertThat(outcomeWith("answer", good)).isEqualTo(new ClaimOutcome.Answered(saying("Hello")));
    }

    @Test
    void aClaimWithAnInvalidOwnerIsRefused() {
        answers.claim(claim(1, "a"), NOW);

        assertThat(outcomeWith("claimedBy", AttributeValues.text("somebody"))).isEqualTo(UNREADABLE);
    }
}
