package ai.tierup.simulators.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Checks for each fault what the store applies and what the caller gets. */
class FaultyClientTest {

    private static final Map<String, AttributeValue> KEY = Map.of("pk", AttributeValue.fromS("counter"));

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final FakeDynamoDb store = new FakeDynamoDb(() -> now);
    private final LateRequests late = new LateRequests();
    private int tokens;

    FaultyClientTest() {
        store.createTable(TestTables.plain());
    }

    private DynamoDbClient faulty(Fault... faults) {
        return new FaultyClient(store, FaultPlan.of(faults), late);
    }

    private DynamoDbClient retrying(Fault... faults) {
        return new RetryingClient(faulty(faults), () -> "token-" + ++tokens);
    }

    private static void increment(DynamoDbClient client) {
        client.updateItem(update -> update.tableName(TestTables.PLAIN)
                .key(KEY)
                .updateExpression("ADD hits :one")
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
    }

    private static TransactWriteItem incrementItem() {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(TestTables.PLAIN)
                        .key(KEY)
                        .updateExpression("ADD hits :one")
                        .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))))
                .build();
    }

    private int count() {
        var item =
                store.getItem(get -> get.tableName(TestTables.PLAIN).key(KEY)).item();
        return item.containsKey("hits") ? Integer.parseInt(item.get("hits").n()) : 0;
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_SENT", "LATE"})
    void aLostOrLateRequestIsNotApplied(Fault fault) {
        assertThatThrownBy(() -> increment(faulty(fault))).isInstanceOf(SdkClientException.class);
        assertThat(count()).isZero();
    }

    @Test
    void aLateRequestIsAppliedWhenItIsDelivered() {
        var client = faulty(Fault.LATE);
        assertThatThrownBy(() -> increment(client)).isInstanceOf(SdkClientException.class);
        increment(client);
        assertThat(count()).isEqualTo(1);

        late.deliver(0);

        assertThat(count()).isEqualTo(2);
        assertThat(late.size()).isZero();
    }

    @Test
    void aRequestWithALostAnswerIsApplied() {
        assertThatThrownBy(() -> increment(faulty(Fault.ANSWER_LOST))).isInstanceOf(SdkClientException.class);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aRequestSentTwiceIsAppliedTwice() {
        increment(faulty(Fault.TWICE));
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aRefusedRequestIsNotApplied() {
        assertThatThrownBy(() -> increment(faulty(Fault.THROTTLED)))
                .isInstanceOf(ProvisionedThroughputExceededException.class);
        assertThatThrownBy(() -> increment(faulty(Fault.CONFLICT))).isInstanceOf(TransactionConflictException.class);
        assertThatThrownBy(() -> increment(faulty(Fault.SERVER_ERROR)))
                .isInstanceOfSatisfying(
                        DynamoDbException.class, e -> assertThat(e.statusCode()).isEqualTo(500));
        assertThat(count()).isZero();
    }

    @Test
    void aTransactionIsCancelledByAConflict() {
        var client = retrying(Fault.CONFLICT);

        assertThatThrownBy(() -> client.transactWriteItems(write -> write.transactItems(incrementItem())))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        e -> assertThat(e.cancellationReasons())
                                .extracting(reason -> reason.code())
                                .containsExactly("TransactionConflict"));
        assertThat(count()).isZero();
    }

    @Test
    void aReadIsNotAffectedByAConflict() {
        assertThat(faulty(Fault.CONFLICT)
                        .getItem(get -> get.tableName(TestTables.PLAIN).key(KEY))
                        .hasItem())
                .isFalse();
    }

    @Test
    void aDeadProcessSendsNoMoreRequests() {
        var before = faulty(Fault.DIES_BEFORE);
        assertThatThrownBy(() -> increment(before)).isInstanceOf(ProcessDied.class);
        assertThat(count()).isZero();
        var after = retrying(Fault.DIES_AFTER);
        assertThatThrownBy(() -> increment(after)).isInstanceOf(ProcessDied.class);
        assertThatThrownBy(() -> increment(after)).isInstanceOf(ProcessDied.class);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void transientErrorsAreRetriedTwice() {
        increment(retrying(Fault.NOT_SENT, Fault.THROTTLED));
        increment(retrying(Fault.SERVER_ERROR));
        assertThat(count()).isEqualTo(2);

        assertThatThrownBy(() -> increment(retrying(Fault.NOT_SENT, Fault.NOT_SENT, Fault.NOT_SENT)))
                .isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> increment(retrying(Fault.CONFLICT))).isInstanceOf(TransactionConflictException.class);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aRetryAfterALostAnswerIsAppliedTwice() {
        increment(retrying(Fault.ANSWER_LOST));
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aRetriedTransactionIsAppliedOnceWithinTenMinutes() {
        var client = retrying(Fault.ANSWER_LOST, Fault.TWICE, Fault.LATE);
        client.transactWriteItems(write -> write.transactItems(incrementItem()));
        assertThat(count()).isEqualTo(1);
        client.transactWriteItems(write -> write.transactItems(incrementItem()));
        assertThat(count()).isEqualTo(2);

        now = now.plus(Duration.ofMinutes(10));
        late.deliver(0);

        assertThat(count()).as("the store has forgotten the token").isEqualTo(3);
    }

    @Test
    void aRandomPlanIsRepeatableByItsSeed() {
        var faults = List.of(Fault.values());
        var request = GetItemRequest.builder().build();
        var one = FaultPlan.random(new Random(7), 300, faults);
        var other = FaultPlan.random(new Random(7), 300, faults);

        var drawn = Stream.generate(() -> one.next(request)).limit(200).toList();

        assertThat(drawn).containsAll(faults);
        assertThat(Stream.generate(() -> other.next(request)).limit(200)).containsExactlyElementsOf(drawn);
    }

    @Test
    void aFaultAtANumberAffectsOnlyThatRequest() {
        var client = new FaultyClient(store, FaultPlan.at(1, Fault.NOT_SENT), late);
        increment(client);
        assertThatThrownBy(() -> increment(client)).isInstanceOf(SdkClientException.class);
        increment(client);
        assertThat(count()).isEqualTo(2);
    }
}
