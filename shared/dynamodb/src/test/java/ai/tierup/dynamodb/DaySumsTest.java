package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.Channel;
import ai.tierup.domain.usage.Costs;
import ai.tierup.domain.usage.DayUsage;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.SettledHold;
import ai.tierup.domain.usage.TokenSource;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Purse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compares the sums of days with their records. Long records make a day of many pages of few. */
@Tag("store")
class DaySumsTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-24");
    private static final Instant MORNING = Instant.parse("2026-11-24T00:00:00Z");
    private static final int RECORD_BYTES = 120_000;

    private final DynamoDbUsageLog log = new DynamoDbUsageLog(LocalTables.CLIENTS, LocalTables.NAMES);
    private final DynamoDbBooks books = new DynamoDbBooks(LocalTables.CLIENTS, LocalTables.NAMES);
    private final Random random = new Random(7);

    private void add(AccountId account, Instant at, long random38) {
        var key = new HoldKey(RequestId.of(at, random38), random.nextInt(HoldKey.ATTEMPTS));
        var tier = List.of(TierId.values()).get(random.nextInt(TierId.values().length));
        var purse = random.nextBoolean() ? Purse.CASH : Purse.GRANT;
        log.append(new UsageRecord(
                new SettledHold(account, key, DAY, tier, purse, purse.pool(), null, 5),
                new UsageRecord.Request(
                        at,
                        random.nextInt(4) == 0 ? null : new KeyId("key_" + random.nextInt(3)),
                        random.nextInt(4) == 0 ? null : new Channel(random.nextBoolean() ? "chat" : "messages", true)),
                Outcome.ANSWERED,
                null,
                new UsageRecord.Consumption(
                        new TokenUsage(2_000 + random.nextInt(900), random.nextInt(900), 0, random.nextInt(2) * 1_024L),
                        TokenSource.COUNTED,
                        "x".repeat(RECORD_BYTES),
                        null),
                new Costs(new Money(random.nextLong(1_000_000_000)), Money.ZERO, new Money(3)),
                Money.ZERO,
                new UsageRecord.Timing(null, null)));
    }

    private DayUsage recorded(AccountId account) {
        return log.ofDay(account, DAY).collect(DayUsage.on(DAY));
    }

    @Test
    void aDayOfManyPagesIsSummedToTheNano() {
        var account = new AccountId("busy-all-day");
        for (var number = 0; number < 60; number++) {
            add(account, MORNING.plusSeconds(random.nextInt(86_400)), random.nextLong());
        }

        assertThat(books.sums(account, DAY)).isEqualTo(recorded(account));
        assertThat(recorded(account).total().requests()).isEqualTo(60);
    }

    @Test
    void aQuarterOfAnHourOfManyPagesIsSummedToTheNano() {
        var account = new AccountId("busy-at-noon");
        for (var number = 0; number < 40; number++) {
            add(account, MORNING.plusSeconds(43_200 + random.nextInt(60)), random.nextLong());
        }

        assertThat(books.sums(account, DAY)).isEqualTo(recorded(account));
    }

    /** A record has the day of its hold, which may be another than that of its id. */
    @Test
    void recordsAtTheCutsAndOfOtherDaysAreCountedOnce() {
        var account = new AccountId("busy-at-the-edges");
        add(account, MORNING.minus(Duration.ofHours(3)), 1);
        for (var quarter = 0; quarter < 12; quarter++) {
            add(account, MORNING.plus(Duration.ofMinutes(15L * quarter)), 0);
            add(account, MORNING.plus(Duration.ofMinutes(15L * quarter)).minusMillis(1), -1);
        }
        add(account, MORNING.plus(Duration.ofHours(24)), 0);
        add(account, MORNING.plus(Duration.ofHours(26)), 5);

        assertThat(books.sums(account, DAY)).isEqualTo(recorded(account));
        assertThat(books.sums(account, DAY).total().requests()).isEqualTo(27);
    }

    @Test
    void aDayWithoutRecordsHasNoSums() {
        assertThat(books.sums(new AccountId("idle"), DAY).sums()).isEmpty();
    }
}
