package ai.tierup.domain.books;

import static ai.tierup.domain.books.BooksFixture.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.books.PlatformStatement.PoolUse;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.PoolDay;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.InMemoryWalletScan;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseDaysTest {

    private static final LocalDate TUESDAY = LocalDate.parse("2026-11-24");
    private static final Duration DAY = Duration.ofDays(1);

    private final BooksFixture shop = new BooksFixture();

    private CloseDays.Run close() {
        return shop.closeDays(10).run(() -> false);
    }

    private void leaseSubsidy(LocalDate day, long amount) {
        shop.pools.roll(new PoolDay(Pool.SUBSIDY, day, new Money(10_000), 1));
        shop.pools.roll(new PoolDay(Pool.PLATFORM, day, new Money(10_000), 1));
        shop.pools.lease(new PoolDay(Pool.SUBSIDY, day, new Money(10_000), 1), 0, new Money(amount));
        shop.pools.lease(new PoolDay(Pool.PLATFORM, day, new Money(10_000), 1), 0, new Money(5_000));
    }

    @Test
    void aDayThatIsOverGetsAStatementOfItsRows() {
        shop.open(ACME, 10_000);
        shop.spend(ACME, 100, 150);
        shop.spend(ACME, 40, 30);
        leaseSubsidy(TUESDAY, 60);
        shop.clock.pass(DAY);

        var run = close();

        var statement = shop.books.latestStatement(ACME).orElseThrow().content();
        assertThat(statement.day()).isEqualTo(TUESDAY);
        assertThat(statement.opening()).isEqualTo(Money.ZERO);
        assertThat(statement.movements().credits()).isEqualTo(new Money(10_000));
        assertThat(statement.movements().debits()).isEqualTo(new Money(140));
        assertThat(statement.closing()).isEqualTo(new Money(9_860));
        assertThat(statement.movements().requests()).isEqualTo(2);
        assertThat(shop.wallet(ACME).day()).isEqualTo(TUESDAY.plusDays(1));
        assertThat(run.closed()).singleElement().satisfies(platform -> {
            assertThat(platform.day()).isEqualTo(TUESDAY);
            assertThat(platform.accounts()).isEqualTo(1);
            assertThat(platform.total())
                    .isEqualTo(new PoolSpend(2, new Money(140), new Money(180), new Money(50), Money.ZERO));
            assertThat(platform.pools()).containsEntry(Pool.SUBSIDY, new PoolUse(new Money(10_000), new Money(60)));
        });
        assertThat(shop.alarms).isEmpty();
    }

    @Test
    void statementsFollowOnOneAnotherAndQuietDaysHaveNone() {
        shop.open(ACME, 10_000);
        shop.clock.pass(DAY);
        close();
        shop.clock.pass(DAY);
        close();
        shop.spend(ACME, 100, 0);
        shop.clock.pass(DAY);

        close();

        var statements = shop.books.statements(ACME).stream().map(Row::content).toList();
        assertThat(statements).extracting(Statement::day).containsExactly(TUESDAY, TUESDAY.plusDays(2));
        assertThat(statements.getLast().opening()).isEqualTo(new Money(10_000));
        assertThat(statements.getLast().previousHash())
                .isEqualTo(statements.getFirst().hash());
        assertThat(shop.books.platform())
                .extracting(PlatformStatement::day)
                .containsExactly(TUESDAY, TUESDAY.plusDays(1), TUESDAY.plusDays(2));
    }

    @Test
    void anotherRunChangesNothing() {
        shop.open(ACME, 10_000);
        shop.clock.pass(DAY);
        close();
        var wallet = shop.wallet(ACME);

        var again = close();

        assertThat(again).isEqualTo(new CloseDays.Run(TUESDAY, 0, 0, 0, List.of()));
        assertThat(shop.wallet(ACME)).isEqualTo(wallet);
    }

    @Test
    void daysOnWhichTheJobDidNotRunAreClosedTogether() {
        shop.open(ACME, 10_000);
        shop.clock.pass(DAY);
        shop.spend(ACME, 100, 0);
        shop.clock.pass(DAY);
        shop.spend(ACME, 200, 0);
        shop.clock.pass(DAY);

        var run = close();

        assertThat(run.statements()).isEqualTo(3);
        assertThat(run.closed())
                .extracting(PlatformStatement::day)
                .containsExactly(TUESDAY, TUESDAY.plusDays(1), TUESDAY.plusDays(2));
    }

    @Test
    void aQuietDayDoesNotHideTheDaysBeforeItFromThePlatformsFirstStatement() {
        shop.open(ACME, 10_000);
        shop.clock.pass(DAY);
        shop.clock.pass(DAY);
        shop.spend(ACME, 200, 0);
        shop.clock.pass(DAY);

        var run = close();

        assertThat(run.closed())
                .extracting(PlatformStatement::day)
                .containsExactly(TUESDAY, TUESDAY.plusDays(1), TUESDAY.plusDays(2));
    }

    @Test
    void aHoldKeepsItsDayOpenAndTheDaysBeforeItAreClosed() {
        shop.open(ACME, 10_000);
        shop.clock.pass(DAY);
        var hold = shop.place(ACME);
        shop.clock.pass(DAY);

        var early = close();

        assertThat(early.open()).isEqualTo(1);
        assertThat(early.closed()).isEmpty();
        assertThat(shop.books.statements(ACME))
                .extracting(row -> row.content().day())
                .containsExactly(TUESDAY);

        shop.settle(hold, 300, 300);
        leaseSubsidy(TUESDAY.plusDays(1), 300);

        var late = close();

        assertThat(late.closed()).extracting(PlatformStatement::day).containsExactly(TUESDAY, TUESDAY.plusDays(1));
        assertThat(shop.books
                        .latestStatement(ACME)
                        .orElseThrow()
                        .content()
                        .movements()
                        .debits())
                .isEqualTo(new Money(300));
        assertThat(shop.alarms).isEmpty();
    }

    @Test
    void anAccountThatALaggingClockOpensOnAClosedDayIsInThePlatformsNextStatement() {
        var younger = new AccountId("younger");
        shop.open(ACME, 10_000);
        shop.clock.pass(DAY);
        close();
        shop.clock.pass(DAY.negated());
        shop.open(younger, 500);
        shop.spend(younger, 40, 0);
        shop.clock.pass(DAY.multipliedBy(2));

        var run = close();

        assertThat(shop.books.statements(younger)).singleElement().satisfies(row -> {
            assertThat(row.content().day()).isEqualTo(TUESDAY.plusDays(1));
            assertThat(row.content().closing()).isEqualTo(new Money(460));
        });
        assertThat(run.closed()).singleElement().satisfies(platform -> {
            assertThat(platform.day()).isEqualTo(TUESDAY.plusDays(1));
            assertThat(platform.accounts()).isEqualTo(1);
            assertThat(platform.total().charged()).isEqualTo(new Money(40));
        });
    }

    @Test
    void anAccountThatIsOpenedBehindThePassOfARunningCloseIsNotMissed() {
        shop.open(new AccountId("b-first"), 1_000);
        shop.open(new AccountId("c-second"), 1_000);
        var early = new AccountId("a-early-in-the-order");
        shop.clock.pass(DAY);

        shop.closeDays(1).run(() -> true);
        shop.clock.pass(DAY.negated());
        shop.open(early, 500);
        shop.clock.pass(DAY);
        close();

        assertThat(shop.books.platform())
                .extracting(PlatformStatement::accounts)
                .containsExactly(2L);
        assertThat(shop.wallet(early).day()).isEqualTo(TUESDAY.plusDays(1));
    }

    @Test
    void nothingCanBeAddedToADayThatIsClosed() {
        shop.open(ACME, 10_000);
        shop.clock.pass(DAY);
        close();
        shop.clock.pass(DAY.negated());

        var late = shop.place(ACME);

        assertThat(late.hold().day()).isEqualTo(TUESDAY.plusDays(1));
    }

    @Test
    void anInterruptedPassContinuesWhereItStoppedAndForgetsNoOpenAccount() {
        for (var number = 1; number <= 6; number++) {
            shop.open(new AccountId("acct-" + number), 1_000);
        }
        var hold = shop.place(new AccountId("acct-1"));
        shop.clock.pass(DAY);

        var first = shop.closeDays(2).run(() -> true);
        shop.settle(hold, 1, 0);
        var rest = shop.closeDays(2).run(() -> false);
        var next = shop.closeDays(2).run(() -> false);

        assertThat(first.open()).isEqualTo(1);
        assertThat(rest.accounts()).isEqualTo(4);
        assertThat(rest.closed()).isEmpty();
        assertThat(next.closed()).extracting(PlatformStatement::accounts).containsExactly(6L);
    }

    @Test
    void anAccountThatCannotBeClosedKeepsThePlatformsDayOpenButNoOtherAccount() {
        var broken = new AccountId("broken");
        shop.open(ACME, 10_000);
        shop.open(broken, 10_000);
        shop.spend(ACME, 7, 0);
        shop.spend(broken, 7, 0);
        shop.books.tamper(rows -> {
            if (rows.stream().anyMatch(row -> row.content().account().equals(broken))) {
                throw new IllegalStateException("Row U#1 cannot be read");
            }
            return rows;
        });
        shop.clock.pass(DAY);

        var run = close();

        assertThat(run.open()).isEqualTo(1);
        assertThat(run.closed()).isEmpty();
        assertThat(shop.books.latestStatement(ACME)).isPresent();
        assertThat(shop.alarms).containsExactly(Alarm.CLOSE_FAILED);
    }

    @Test
    void anUnreadableWalletKeepsThePlatformsDayOpenButNoOtherAccount() {
        shop.open(ACME, 10_000);
        shop.clock.pass(DAY);

        var run = shop.closeDays(new InMemoryWalletScan(shop.ledger, 10).withUnreadable("broken"))
                .run(() -> false);

        assertThat(run.open()).isEqualTo(1);
        assertThat(run.closed()).isEmpty();
        assertThat(shop.books.latestStatement(ACME)).isPresent();
        assertThat(shop.alarms).containsExactly(Alarm.CLOSE_FAILED);
    }

    @Test
    void anAccountThatExhaustsTheMemoryKeepsNoOtherOpen() {
        var huge = new AccountId("a-huge-one");
        shop.open(huge, 10_000);
        shop.open(ACME, 10_000);
        shop.spend(huge, 7, 0);
        shop.books.tamper(rows -> {
            if (rows.stream().anyMatch(row -> row.content().account().equals(huge))) {
                throw new OutOfMemoryError("as if");
            }
            return rows;
        });
        shop.clock.pass(DAY);

        var run = close();

        assertThat(run.open()).isEqualTo(1);
        assertThat(shop.books.latestStatement(ACME)).isPresent();
        assertThat(shop.alarms).containsExactly(Alarm.CLOSE_FAILED);
    }

    @Test
    void anAccountThatDoesNotFitIntoTheRestOfARunIsTheFirstOfTheNext() {
        var slow = new AccountId("b-slow-one");
        for (var account : List.of(new AccountId("a-first"), slow, new AccountId("c-last"))) {
            shop.open(account, 10_000);
        }
        shop.spend(slow, 7, 0);
        shop.clock.pass(DAY);

        var first = shop.closeDays(10).run(() -> true);
        var second = shop.closeDays(10).run(() -> true);
        var third = shop.closeDays(10).run(() -> false);

        assertThat(first.accounts()).isEqualTo(1);
        assertThat(shop.alarms).containsExactly(Alarm.CLOSE_FAILED);
        assertThat(second.accounts()).isEqualTo(2);
        assertThat(second.closed()).isEmpty();
        assertThat(third.closed()).extracting(PlatformStatement::accounts).containsExactly(3L);
    }

    @Test
    void anUnreadableWalletBeforeAnAccountThatTakesLongerThanARunDoesNotEndEveryRun() {
        var slow = new AccountId("a-slow-one");
        shop.open(slow, 10_000);
        shop.spend(slow, 7, 0);
        shop.open(new AccountId("b-next"), 10_000);
        shop.clock.pass(DAY);

        var run = shop.closeDays(new InMemoryWalletScan(shop.ledger, 10).withUnreadable("broken"))
                .run(() -> true);

        assertThat(run.accounts()).isEqualTo(3);
        assertThat(run.open()).isEqualTo(2);
        assertThat(shop.books.latestStatement(new AccountId("b-next"))).isPresent();
    }

    @Test
    void aPoolThatPaidMoreThanItLeasedRaisesAnAlarm() {
        shop.open(ACME, 10_000);
        shop.spend(ACME, 100, 300);
        leaseSubsidy(TUESDAY, 199);
        shop.clock.pass(DAY);

        var run = close();

        assertThat(run.closed().getFirst().findings())
                .singleElement()
                .asString()
                .contains("2026-11-24 subsidy")
                .contains("$0.000000199");
        assertThat(shop.alarms).containsExactly(Alarm.BOOKS_MISMATCH);
    }
}
