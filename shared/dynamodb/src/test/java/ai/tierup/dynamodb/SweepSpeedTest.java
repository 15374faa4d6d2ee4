package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.SettleHold;
import ai.tierup.domain.usage.SweepHolds;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Measures a sweep of many wallets in a process that has just started, and again in the same process. To run it:
 * {@code scripts/test -pl shared/dynamodb -Dtest=SweepSpeedTest -Dtierup.speed=true}.
 */
@Tag("store")
@EnabledIfSystemProperty(named = "tierup.speed", matches = "true")
class SweepSpeedTest {

    private static final int WALLETS = 10_000;
    private static final int BATCH_ITEMS = 25;
    private static final LocalDate DAY = LocalDate.parse("2026-11-24");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Money AMOUNT = Money.ofUsd("0.03");
    private static final TableNames TABLES = LocalTables.create("sweep-speed");

    private final AtomicInteger requests = new AtomicInteger();

    @Test
    void aSweepOfTenThousandWalletsEndsEveryExpiredHold() {
        var alarms = new ArrayList<String>();
        Alarms raised = (alarm, subject) -> alarms.add(alarm + " " + subject);
        var clock = InstantSource.fixed(NOON);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sweepHolds = new SweepHolds(
                    new DynamoDbWalletScan(LocalTables.CLIENTS, TABLES),
                    new DynamoDbScanMarks(LocalTables.CLIENTS, TABLES, clock),
                    new DynamoDbCheckpoints(LocalTables.CLIENTS, TABLES, clock),
                    new SettleHold(
                            new DynamoDbUsageLog(LocalTables.CLIENTS, TABLES),
                            new DynamoDbWalletLedger(LocalTables.CLIENTS, TABLES),
                            raised),
                    raised,
                    clock,
                    threads);
            for (var process : List.of("cold", "warm")) {
                IntStream.range(0, WALLETS / BATCH_ITEMS).parallel().forEach(this::putBatch);
                var startNanos = System.nanoTime();

                var sweep = sweepHolds.run(() -> false);

                System.out.println("Swept " + WALLETS + " wallets, " + process + ": "
                        + Duration.ofNanos(System.nanoTime() - startNanos));
                assertThat(sweep.ended()).isEqualTo(WALLETS);
                assertThat(sweep.complete()).isTrue();
            }
            assertThat(alarms).isEmpty();
            assertThat(sweepHolds.run(() -> false).wallets()).isZero();
        }
    }

    private void putBatch(int batch) {
        var puts = IntStream.range(batch * BATCH_ITEMS, (batch + 1) * BATCH_ITEMS)
                .mapToObj(number -> WriteRequest.builder()
                        .putRequest(put -> put.item(holding(number)))
                        .build())
                .toList();
        LocalTables.CLIENTS.retrying().batchWriteItem(write -> write.requestItems(Map.of(TABLES.wallets(), puts)));
    }

    private Map<String, AttributeValue> holding(int number) {
        var key = new HoldKey(RequestId.of(NOON.minusSeconds(600), requests.incrementAndGet()), 0);
        var hold = new Hold(
                AMOUNT,
                Money.ZERO,
                Purse.CASH,
                TierId.TIER_2,
                NOON.minusSeconds(1).getEpochSecond(),
                DAY,
                Set.of());
        var item = WalletItem.write(Wallet.opened(
                TestEntries.opening(
                        new AccountId("many-" + number),
                        "adj#1",
                        Money.ofUsd("25").minus(AMOUNT),
                        DAY),
                Money.ofUsd("0.05")));
        item.put("credits", AttributeValues.amount(Money.ofUsd("25")));
        item.put("holds", AttributeValue.fromM(Map.of(key.toString(), WalletItem.hold(hold))));
        return item;
    }
}
