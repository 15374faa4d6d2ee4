package ai.tierup.dynamodb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.books.Movements;
import ai.tierup.domain.books.PoolSpend;
import ai.tierup.domain.books.Row;
import ai.tierup.domain.books.Statement;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.idempotency.Claim;
import ai.tierup.domain.idempotency.ClaimOutcome;
import ai.tierup.domain.idempotency.IdempotentRequest;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.Channel;
import ai.tierup.domain.usage.Checkpoint;
import ai.tierup.domain.usage.Costs;
import ai.tierup.domain.usage.OpenHold;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.SettledHold;
import ai.tierup.domain.usage.TokenSource;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.usage.UsageRecord.Consumption;
import ai.tierup.domain.usage.UsageRecord.Request;
import ai.tierup.domain.usage.UsageRecord.Timing;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Purse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks that items of an earlier version are read, and that the same attributes, digests and hashes are written today. */
@Tag("store")
class LegacyItemsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-24");
    private static final AccountId ACME = new AccountId("acme");
    private static final KeyId KEY_7 = new KeyId("key_7");
    private static final KeyId KEY_8 = new KeyId("key_8");

    private static final List<UsageRecord> RECORDS = List.of(
            new UsageRecord(
                    hold(1, TierId.TIER_3, Purse.GRANT),
                    new Request(NOON.plusMillis(1), KEY_7, new Channel("chat", true)),
                    Outcome.ANSWERED,
                    FinishReason.STOP,
                    new Consumption(new TokenUsage(41, 12, 5), TokenSource.REPORTED, "north/alpha", null),
                    new Costs(new Money(100), new Money(6), new Money(99)),
                    new Money(3),
                    new Timing(Duration.ofMillis(1234), Duration.ofMillis(56))),
            new UsageRecord(
                    hold(2, TierId.TIER_2, Purse.CASH),
                    new Request(NOON.plusMillis(2), KEY_7, new Channel("chat", false)),
                    Outcome.ANSWERED,
                    FinishReason.LENGTH,
                    new Consumption(new TokenUsage(9, 8, 0), TokenSource.COUNTED, "east/beta", null),
                    new Costs(new Money(70), Money.ZERO, new Money(80)),
                    Money.ZERO,
                    new Timing(Duration.ofMillis(900), Duration.ofMillis(40))),
            new UsageRecord(
                    hold(3, TierId.TIER_4, Purse.CASH),
                    new Request(NOON.plusMillis(3), KEY_8, new Channel("chat", true)),
                    Outcome.ANSWERED,
                    FinishReason.TOOL_CALLS,
                    new Consumption(new TokenUsage(7, 6, 1), TokenSource.REPORTED, "north/gamma", null),
                    new Costs(new Money(60), Money.ZERO, new Money(55)),
                    Money.ZERO,
                    new Timing(Duration.ofMillis(800), Duration.ofMillis(30))),
            new UsageRecord(
                    hold(4, TierId.TIER_1, Purse.FREE),
                    new Request(NOON.plusMillis(4), KEY_8, new Channel("chat", true)),
                    Outcome.ANSWERED,
                    FinishReason.CONTENT_FILTER,
                    new Consumption(new TokenUsage(5, 4, 0), TokenSource.REPORTED, "north/delta", null),
                    new Costs(Money.ZERO, new Money(11), new Money(2)),
                    Money.ZERO,
                    new Timing(Duration.ofMillis(700), null)),
            new UsageRecord(
                    hold(5, TierId.TIER_2, Purse.CASH),
                    new Request(NOON.plusMillis(5), KEY_7, new Channel("chat", false)),
                    Outcome.FAILED,
                    null,
                    new Consumption(TokenUsage.NONE, TokenSource.NONE, "east/beta", null),
                    Costs.NONE,
                    Money.ZERO,
                    new Timing(Duration.ofMillis(600), null)),
            new UsageRecord(
                    hold(6, TierId.TIER_3, Purse.CASH),
                    new Request(NOON.plusMillis(6), KEY_7, new Channel("chat", true)),
                    Outcome.EXPIRED,
                    null,
                    new Consumption(new TokenUsage(30, 20, 10), TokenSource.CHECKPOINT, "north/alpha", null),
                    new Costs(new Money(90), Money.ZERO, new Money(120)),
                    new Money(30),
                    new Timing(null, Duration.ofMillis(50))),
            new UsageRecord(
                    hold(7, TierId.TIER_1, Purse.FREE),
                    new Request(NOON.plusMillis(7), null, null),
                    Outcome.EXPIRED,
                    null,
                    Consumption.UNKNOWN,
                    new Costs(Money.ZERO, Money.ZERO, new Money(500)),
                    new Money(500),
                    Timing.UNKNOWN));

    private static final List<Checkpoint> CHECKPOINTS = List.of(
            new Checkpoint(
                    ACME,
                    new HoldKey(RequestId.of(NOON, 1), 3),
                    KEY_7,
                    new Channel("chat", true),
                    new Consumption(new TokenUsage(5, 6, 2), TokenSource.CHECKPOINT, "north/alpha", null),
                    new Costs(new Money(120), new Money(7), new Money(99)),
                    Duration.ofMillis(70)),
            new Checkpoint(
                    ACME,
                    new HoldKey(RequestId.of(NOON, 2), 0),
                    KEY_8,
                    new Channel("chat", false),
                    new Consumption(TokenUsage.NONE, TokenSource.CHECKPOINT, "east/beta", null),
                    Costs.NONE,
                    null));

    private static final List<AnswerDelta> DELTAS = List.of(
            new AnswerDelta.Text("Grüße"),
            new AnswerDelta.ToolCall(0, "call_a", "f", "{"),
            new AnswerDelta.ToolCall(0, null, null, "}"));

    private static final List<KeptAnswer> ANSWERS = List.of(
            new KeptAnswer(
                    head(1, TierId.TIER_1), DELTAS, new AnswerEnd(FinishReason.STOP, new TokenUsage(41, 1, 1), null)),
            new KeptAnswer(
                    head(2, TierId.TIER_2),
                    List.of(),
                    new AnswerEnd(FinishReason.LENGTH, new TokenUsage(42, 2, 1), null)),
            new KeptAnswer(
                    new AnswerHead(RequestId.of(NOON, 3), TierId.TIER_3, NOON, 512),
                    DELTAS,
                    new AnswerEnd(FinishReason.TOOL_CALLS, new TokenUsage(43, 3, 1), null)),
            new KeptAnswer(
                    head(4, TierId.TIER_4),
                    DELTAS,
                    new AnswerEnd(FinishReason.CONTENT_FILTER, new TokenUsage(44, 4, 1), null)));

    private static final Statement FULL = new Statement(
            ACME,
            DAY,
            Money.ZERO,
            new Movements(
                    new Money(10_000),
                    new Money(160),
                    3,
                    Map.of(
                            Pool.SUBSIDY,
                            new PoolSpend(2, new Money(140), new Money(180), new Money(50), new Money(1)),
                            Pool.GRANT,
                            new PoolSpend(1, new Money(20), new Money(30), new Money(10), Money.ZERO))),
            17,
            "");
    private static final String HASH_OF_FULL = "45a79c0c32ddddcca5afda2d3e1926888ea5988b155e664c5f47bd21f4096e51";
    private static final Statement EMPTY = new Statement(
            ACME,
            DAY.plusDays(1),
            new Money(9_840),
            new Movements(Money.ZERO, Money.ZERO, 0, Map.of()),
            18,
            HASH_OF_FULL);
    private static final String HASH_OF_EMPTY = "2853b22dcd149afa1902fbb3fb986030e37a02f34ff68c6dce7855023a865f48";

    private static int tables;

    private final TableNames legacy = LocalTables.create("legacy-" + ++tables);
    private final TableNames written = LocalTables.create("written-" + tables);

    private static SettledHold hold(int number, TierId tier, Purse purse) {
        var key = new HoldKey(RequestId.of(NOON, number), number);
        return new SettledHold(ACME, key, DAY, tier, purse, purse.pool(), null, 16L + number);
    }

    private static AnswerHead head(int number, TierId tier) {
        return new AnswerHead(RequestId.of(NOON, number), tier, NOON, null);
    }

    private static Claim claim(int number) {
        var request = IdempotentRequest.of(ACME, "key " + number, new byte[] {(byte) number})
                .orElseThrow();
        return new Claim(request, RequestId.of(NOON, number), NOON.plusSeconds(600));
    }

    private static void put(String table, List<Map<String, AttributeValue>> items) {
        items.forEach(item -> LocalTables.CLIENTS
                .retrying()
                .putItem(put -> put.tableName(table).item(item)));
    }

    private static List<Map<String, AttributeValue>> everything(String table) {
        return LocalTables.CLIENTS
                .retrying()
                .scan(scan -> scan.tableName(table))
                .items();
    }

    @Test
    void usageRecordsAreReadAndWrittenAsBefore() {
        put(legacy.ledger(), LegacyItems.USAGE);
        var log = new DynamoDbUsageLog(LocalTables.CLIENTS, written);

        RECORDS.forEach(log::append);

        assertThat(new DynamoDbUsageLog(LocalTables.CLIENTS, legacy).ofDay(ACME, DAY))
                .containsExactlyElementsOf(RECORDS);
        assertThat(new DynamoDbBooks(LocalTables.CLIENTS, legacy).usage(ACME, DAY))
                .hasSameSizeAs(RECORDS)
                .allMatch(Row::intact);
        assertThat(everything(written.ledger()))
                .containsExactlyInAnyOrderElementsOf(LegacyItems.USAGE.stream()
                        .map(LegacyItemsTest::expiring)
                        .toList());
    }

    /** A usage record as it is written today, with the end of its 400 days. */
    private static Map<String, AttributeValue> expiring(Map<String, AttributeValue> item) {
        var expiring = new HashMap<>(item);
        expiring.put(
                "expiresAtEpochSecond",
                AttributeValue.fromN(
                        Long.toString(Instant.parse("2027-12-29T00:00:00Z").getEpochSecond())));
        return expiring;
    }

    @Test
    void checkpointsAreReadAndWrittenAsBefore() {
        put(legacy.transients(), LegacyItems.CHECKPOINTS);
        var clock = InstantSource.fixed(NOON);
        var checkpoints = new DynamoDbCheckpoints(LocalTables.CLIENTS, written, clock);

        CHECKPOINTS.forEach(checkpoints::keep);

        for (var checkpoint : CHECKPOINTS) {
            var hold = new Hold(Money.ZERO, Money.ZERO, Purse.CASH, TierId.TIER_2, 99, DAY, Set.of());
            var open = new OpenHold(ACME, checkpoint.holdKey(), hold, 1);
            assertThat(new DynamoDbCheckpoints(LocalTables.CLIENTS, legacy, clock).find(List.of(open)))
                    .isEqualTo(Map.of(open, checkpoint));
        }
        assertThat(everything(written.transients())).containsExactlyInAnyOrderElementsOf(LegacyItems.CHECKPOINTS);
    }

    @Test
    void keptAnswersAreReadAndWrittenAsBefore() {
        put(legacy.transients(), LegacyItems.ANSWERS);
        var oldAnswers = new DynamoDbIdempotentAnswers(LocalTables.CLIENTS, legacy);
        var newAnswers = new DynamoDbIdempotentAnswers(LocalTables.CLIENTS, written);

        for (var number = 1; number <= ANSWERS.size(); number++) {
            var answer = ANSWERS.get(number - 1);
            assertThat(oldAnswers.claim(claim(number), NOON)).isEqualTo(new ClaimOutcome.Answered(answer));
            newAnswers.claim(claim(number), NOON);
            assertThat(newAnswers.keep(claim(number), answer, NOON.plusSeconds(86_400)))
                    .isTrue();
        }

        assertThat(everything(written.transients()).stream().map(LegacyItemsTest::inflated))
                .containsExactlyInAnyOrderElementsOf(LegacyItems.ANSWERS.stream()
                        .map(LegacyItemsTest::inflated)
                        .toList());
    }

    /** Decompresses the item's answer, because other machines may compress the same answer to different bytes. */
    private static Map<String, Object> inflated(Map<String, AttributeValue> item) {
        var inflated = new HashMap<String, Object>(item);
        try (var in = new InflaterInputStream(new ByteArrayInputStream(
                AttributeValues.required(item, "answer").b().asByteArray()))) {
            inflated.put("answer", List.of(new String(in.readAllBytes(), ISO_8859_1)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return inflated;
    }

    @Test
    void statementsAreReadAndWrittenAsBefore() {
        put(legacy.ledger(), LegacyItems.STATEMENTS);
        var books = new DynamoDbBooks(LocalTables.CLIENTS, written);

        assertThat(books.close(FULL)).isTrue();
        assertThat(books.close(EMPTY)).isTrue();

        assertThat(new DynamoDbBooks(LocalTables.CLIENTS, legacy).statements(ACME))
                .allMatch(Row::intact)
                .extracting(Row::content)
                .containsExactly(FULL, EMPTY);
        assertThat(everything(written.ledger())).containsExactlyInAnyOrderElementsOf(LegacyItems.STATEMENTS);
        assertThat(FULL.hash()).isEqualTo(HASH_OF_FULL);
        assertThat(EMPTY.hash()).isEqualTo(HASH_OF_EMPTY);
    }
}
