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

/** Each fault is what it says it is: so much is applied, and the caller hears this of it. */
class FaultyClientTest {

    private static final Map<String, AttributeValue> KEY = Map.of("pk", AttributeValue.fromS("counter"));

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final FakeDynamoDb store = new FakeDynamoDb(() -> now);
    private final LateRequests late = new LateRequests();
    private int tokens;

    FaultyClientTest() {
        store.createTable(TestTables.plain());
    }

    private DynamoDbClient once(Fault... faults) {
        return new FaultyClient(store, FaultPlan.of(faults), late);
    }

    private DynamoDbClient retrying(Fault... faults) {
        return new RetryingClient(once(faults), () -> "token-" + ++tokens);
    }

    private static void count(DynamoDbClient client) {
        client.updateItem(update -> update.tableName(TestTables.PLAIN)
                .key(KEY)
                .updateExpression("ADD hits :one")
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
    }

    private static TransactWriteItem counting() {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(TestTables.PLAIN)
                        .key(KEY)
                        .updateExpression("ADD hits :one")
                        .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))))
                .build();
    }

    private int counted() {
        var item =
                store.getItem(get -> get.tableName(TestTables.PLAIN).key(KEY)).item();
        return item.containsKey("hits") ? Integer.parseInt(item.get("hits").n()) : 0;
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_SENT", "LATE"})
    void whatIsLostOrLateIsNotAppliedYet(Fault fault) {
        assertThatThrownBy(() -> count(once(fault))).isInstanceOf(SdkClientException.class);
        assertThat(counted()).isZero();
    }

    @Test
    void whatIsLateIsAppliedWhenItArrivesAfterOthers() {
        var client = once(Fault.LATE);
        assertThatThrownBy(() -> count(client)).isInstanceOf(SdkClientException.class);
        count(client);
        assertThat(counted()).isEqualTo(1);

        late.deliver(0);

        assertThat(counted()).isEqualTo(2);
        assertThat(late.size()).isZero();
    }

    @Test
    void aLostAnswerIsOfSomethingThatHappened() {
        assertThatThrownBy(() -> count(once(Fault.ANSWER_LOST))).isInstanceOf(SdkClientException.class);
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void whatIsSentTwiceHappensTwice() {
        count(once(Fault.TWICE));
        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void whatTheStoreDeclinesIsNotApplied() {
        assertThatThrownBy(() -> count(once(Fault.THROTTLED)))
                .isInstanceOf(ProvisionedThroughputExceededException.class);
        assertThatThrownBy(() -> count(once(Fault.CONFLICT))).isInstanceOf(TransactionConflictException.class);
        assertThatThrownBy(() -> count(once(Fault.SERVER_ERROR)))
                .isInstanceOfSatisfying(
                        DynamoDbException.class, e -> assertThat(e.statusCode()).isEqualTo(500));
        assertThat(counted()).isZero();
    }

    @Test
    void aTransactionIsCancelledByAConflict() {
        var client = retrying(Fault.CONFLICT);

        assertThatThrownBy(() -> client.transactWriteItems(write -> write.transactItems(counting())))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        e -> assertThat(e.cancellationReasons())
                                .extracting(reason -> reason.code())
                                .containsExactly("TransactionConflict"));
        assertThat(counted()).isZero();
    }

    @Test
    void aReadOfOneItemMeetsNoConflict() {
        assertThat(once(Fault.CONFLICT)
                        .getItem(get -> get.tableName(TestTables.PLAIN).key(KEY))
                        .hasItem())
                .isFalse();
    }

    @Test
    void aDeadProcessReachesNothing() {
        var before = once(Fault.DIES_BEFORE);
        assertThatThrownBy(() -> count(before)).isInstanceOf(ProcessDied.class);
        assertThat(counted()).isZero();
        var after = retrying(Fault.DIES_AFTER);
        assertThatThrownBy(() -> count(after)).isInstanceOf(ProcessDied.class);
        assertThatThrownBy(() -> count(after)).isInstanceOf(ProcessDied.class);
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void whatPassesIsSentAgainTwice() {
        count(retrying(Fault.NOT_SENT, Fault.THROTTLED));
        count(retrying(Fault.SERVER_ERROR));
        assertThat(counted()).isEqualTo(2);

        assertThatThrownBy(() -> count(retrying(Fault.NOT_SENT, Fault.NOT_SENT, Fault.NOT_SENT)))
                .isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> count(retrying(Fault.CONFLICT))).isInstanceOf(TransactionConflictException.class);
        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void aSendAgainAfterALostAnswerHappensTwice() {
        count(retrying(Fault.ANSWER_LOST));
        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void aTransactionSentAgainHappensOnceForTenMinutes() {
        var client = retrying(Fault.ANSWER_LOST, Fault.TWICE, Fault.LATE);
        client.transactWriteItems(write -> write.transactItems(counting()));
        assertThat(counted()).isEqualTo(1);
        client.transactWriteItems(write -> write.transactItems(counting()));
        assertThat(counted()).isEqualTo(2);

        now = now.plus(Duration.ofMinutes(10));
        late.deliver(0);

        assertThat(counted()).as("the store has forgotten the token").isEqualTo(3);
    }

    @Test
    void aPlanFromASeedIsTheSameAgain() {
        var faults = List.of(Fault.values());
        var request = GetItemRequest.builder().build();
        var one = FaultPlan.random(new Random(7), 300, faults);
        var other = FaultPlan.random(new Random(7), 300, faults);

        var drawn = Stream.generate(() -> one.next(request)).limit(200).toList();

        assertThat(drawn).containsAll(faults);
        assertThat(Stream.generate(() -> other.next(request)).limit(200)).containsExactlyElementsOf(drawn);
    }

    @Test
    void aFaultAtAPlaceMeetsThatRequestAlone() {
        var client = new FaultyClient(store, FaultPlan.at(1, Fault.NOT_SENT), late);
        count(client);
        assertThatThrownBy(() -> count(client)).isInstanceOf(SdkClientException.class);
        count(client);
        assertThat(counted()).isEqualTo(2);
    }
}
