package ai.tierup.domain.books;

import static ai.tierup.domain.books.BooksFixture.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.InMemoryAccounts;
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
import ai.tierup.domain.usage.UsageGroup;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.usage.UsageSum;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Purse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReadUsageTest {

    private static final LocalDate TUESDAY = LocalDate.parse("2026-11-24");
    private static final Duration DAY = Duration.ofDays(1);
    private static final UsageGroup GROUP = new UsageGroup(TierId.TIER_2, null, "chat", Purse.CASH);

    private final BooksFixture shop = new BooksFixture();
    private final InMemoryAccounts accounts = new InMemoryAccounts();

    /** The days of which records were read. */
    private final TreeSet<LocalDate> recordsRead = new TreeSet<>();

    private List<DayUsage> read(LocalDate from, LocalDate to) {
        recordsRead.clear();
        shop.books.tamper(rows -> {
            rows.forEach(row -> recordsRead.add(row.content().day()));
            return rows;
        });
        return new ReadUsage(accounts, shop.books, shop.books, shop.rollups, shop.clock)
                .days(ACME, from, to)
                .toList();
    }

    private void closeYesterday() {
        shop.clock.pass(DAY);
        shop.closeDays(10).run(() -> false);
    }

    private static DayUsage cost(LocalDate day, long requests, long cost) {
        var tokens = new TokenUsage(3 * requests, 4 * requests, 0);
        return new DayUsage(day, Map.of(GROUP, new UsageSum(requests, tokens, new Money(cost))));
    }

    @Test
    void closedDaysComeFromRollupsAndOpenOnesFromRecords() {
        shop.open(ACME, 10_000);
        shop.spend(ACME, 100, 150);
        shop.spend(ACME, 40, 30);
        closeYesterday();
        closeYesterday();
        shop.spend(ACME, 7, 7);

        var usage = read(TUESDAY.minusDays(300), TUESDAY.plusDays(65));

        assertThat(usage).containsExactly(cost(TUESDAY, 2, 140), cost(TUESDAY.plusDays(2), 1, 7));
        assertThat(recordsRead).containsExactly(TUESDAY.plusDays(2));
        assertThat(read(TUESDAY, TUESDAY.plusDays(1))).containsExactly(cost(TUESDAY, 2, 140));
        assertThat(recordsRead).isEmpty();
        assertThat(read(TUESDAY.plusDays(1), TUESDAY.plusDays(1))).isEmpty();
    }

    @Test
    void aDayThatWasClosedBeforeThereWereRollupsIsReadFromRecords() {
        shop.open(ACME, 10_000);
        shop.spend(ACME, 100, 150);
        closeYesterday();
        shop.rollups.clear();

        assertThat(read(TUESDAY, TUESDAY)).containsExactly(cost(TUESDAY, 1, 100));
        assertThat(recordsRead).containsExactly(TUESDAY);
    }

    @Test
    void aRollupThatIsNotWholeIsNotBelieved() {
        shop.open(ACME, 10_000);
        shop.spend(ACME, 100, 150);
        shop.spend(ACME, 0, 0);
        closeYesterday();
        for (var wrong : List.of(cost(TUESDAY, 1, 100), cost(TUESDAY, 2, 99))) {
            shop.rollups.clear();
            shop.rollups.add(ACME, wrong);

            assertThat(read(TUESDAY, TUESDAY)).containsExactly(cost(TUESDAY, 2, 100));
        }
    }

    @Test
    void aRollupOfADayWithoutAStatementIsNotBelieved() {
        shop.open(ACME, 10_000);
        shop.spend(ACME, 100, 150);
        shop.rollups.add(ACME, cost(TUESDAY, 1, 100));
        shop.spend(ACME, 1, 1);

        assertThat(read(TUESDAY, TUESDAY)).containsExactly(cost(TUESDAY, 2, 101));
    }

    @Test
    void nothingIsReadFromBeforeTheAccountWasOpened() {
        shop.open(ACME, 10_000);
        shop.spend(ACME, 100, 150);
        accounts.add(new Account(ACME, shop.clock.instant().plus(DAY), null));

        assertThat(read(TUESDAY, TUESDAY)).isEmpty();
        assertThat(read(TUESDAY, TUESDAY.plusDays(3))).isEmpty();
        assertThat(recordsRead).isEmpty();
    }

    @Test
    void entriesRowsAndRollupsAgreeToTheNanoOnRandomUsage() {
        var random = new Random(19);
        shop.open(ACME, 1_000_000_000_000L);
        var expected = new HashMap<LocalDate, Map<UsageGroup, UsageSum>>();
        for (var day = 0; day < 40; day++) {
            for (var request = random.nextInt(12); request > 0; request--) {
                var record = record(random);
                shop.log.append(record);
                expected.computeIfAbsent(record.day(), of -> new HashMap<>())
                        .merge(UsageGroup.of(record), UsageSum.of(record), UsageSum::plus);
            }
            if (day < 38) {
                closeYesterday();
            } else {
                shop.clock.pass(DAY);
            }
        }

        var usage = read(TUESDAY, TUESDAY.plusDays(40));

        assertThat(usage)
                .hasSizeGreaterThan(30)
                .isSortedAccordingTo((a, b) -> a.day().compareTo(b.day()));
        usage.forEach(day -> assertThat(day.sums()).isEqualTo(expected.get(day.day())));
        assertThat(usage).hasSize(expected.size());
        assertThat(recordsRead).allMatch(TUESDAY.plusDays(37)::isBefore);
        var statements = shop.books.statements(ACME).stream().map(Row::content).toList();
        for (var statement : statements) {
            var total = usage.stream()
                    .filter(day -> day.day().equals(statement.day()))
                    .map(DayUsage::total)
                    .reduce(UsageSum.NONE, UsageSum::plus);
            assertThat(total.cost()).isEqualTo(statement.movements().debits());
            assertThat(total.requests()).isEqualTo(statement.movements().requests());
        }
    }

    private int requests;

    private UsageRecord record(Random random) {
        var now = shop.clock.instant();
        var purse = List.of(Purse.values()).get(random.nextInt(3));
        var input = random.nextInt(1 << 20);
        var output = random.nextInt(1 << 16);
        return new UsageRecord(
                new SettledHold(
                        ACME,
                        new HoldKey(RequestId.of(now, ++requests), 0),
                        LocalDate.ofInstant(now, ZoneOffset.UTC),
                        List.of(TierId.values()).get(random.nextInt(4)),
                        purse,
                        purse.pool(),
                        null,
                        1),
                new UsageRecord.Request(
                        now,
                        random.nextInt(5) == 0 ? null : new KeyId("key_" + random.nextInt(4)),
                        random.nextInt(5) == 0 ? null : new Channel(random.nextBoolean() ? "chat" : "messages", true)),
                List.of(Outcome.values()).get(random.nextInt(3)),
                null,
                new UsageRecord.Consumption(
                        new TokenUsage(input, output, random.nextInt(output + 1), random.nextInt(input + 1)),
                        TokenSource.COUNTED,
                        "north/alpha",
                        null),
                new Costs(new Money(random.nextLong(1L << 33)), Money.ZERO, new Money(random.nextLong(1L << 33))),
                Money.ZERO,
                UsageRecord.Timing.UNKNOWN);
    }
}
