package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every {@link WalletLedger} for booking entries, freezing and thawing. */
public abstract class BookingContract {

    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final Money ALLOWANCE = new Money(50);

    private static int accounts;

    private final AccountId account = new AccountId("booked-" + accounts++);

    protected abstract WalletLedger ledger();

    private void opened() {
        ledger().open(TestEntries.opening(account, "adj#1", new Money(700), MONDAY), ALLOWANCE);
    }

    private Wallet wallet() {
        return ledger().find(account).orElseThrow();
    }

    private LedgerEntry entry(String businessId, Purse purse, long amount, LocalDate day) {
        return TestEntries.entry(account, businessId, EntryType.TOP_UP, purse, new Money(amount), day);
    }

    @Test
    void aTopUpIsBookedOnce() {
        opened();
        var topUp = entry("topup#cs_1", Purse.CASH, 25, MONDAY);

        assertThat(ledger().book(topUp)).isEqualTo(new BookAnswer.Booked());
        assertThat(ledger().book(topUp)).isEqualTo(new BookAnswer.AlreadyBooked());
        assertThat(ledger().book(topUp.on(TUESDAY))).isEqualTo(new BookAnswer.AlreadyBooked());

        assertThat(wallet().cash()).isEqualTo(new Money(725));
        assertThat(wallet().credits()).isEqualTo(new Money(725));
        assertThat(wallet().version()).isEqualTo(2);
    }

    @Test
    void aGrantGoesToItsPurse() {
        opened();

        ledger().book(entry("grant#1", Purse.GRANT, 40, MONDAY));

        assertThat(wallet().grant()).isEqualTo(new Money(40));
        assertThat(wallet().cash()).isEqualTo(new Money(700));
    }

    @Test
    void aRefundMayLeaveADebt() {
        opened();

        assertThat(ledger().book(entry("refund#re_1", Purse.CASH, -900, MONDAY)))
                .isEqualTo(new BookAnswer.Booked());

        assertThat(wallet().cash()).isEqualTo(new Money(-200));
        assertThat(wallet().isBalanced()).isTrue();
    }

    @Test
    void anEntryOfADayThatMayBeClosedIsRefusedWithTheWalletsDay() {
        opened();
        ledger().roll(account, DayRoll.of(wallet(), TUESDAY), ALLOWANCE);

        assertThat(ledger().book(entry("topup#cs_1", Purse.CASH, 25, MONDAY)))
                .isEqualTo(new BookAnswer.WalletIsAhead(TUESDAY));
        assertThat(ledger().book(entry("topup#cs_1", Purse.CASH, 25, TUESDAY))).isEqualTo(new BookAnswer.Booked());
    }

    @Test
    void nothingIsBookedWithoutAWallet() {
        assertThat(ledger().book(entry("topup#cs_1", Purse.CASH, 25, MONDAY))).isEqualTo(new BookAnswer.NoWallet());

        opened();
        assertThat(ledger().book(entry("topup#cs_1", Purse.CASH, 25, MONDAY))).isEqualTo(new BookAnswer.Booked());
    }

    @Test
    void ofManyConcurrentBookingsOneSucceeds() throws Exception {
        opened();
        var topUp = entry("topup#cs_1", Purse.CASH, 25, MONDAY);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = executor
                    .invokeAll(IntStream.range(0, 10)
                            .<Callable<BookAnswer>>mapToObj(each -> () -> ledger().book(topUp))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(answers).containsOnlyOnce(new BookAnswer.Booked());
        }
        assertThat(wallet().cash()).isEqualTo(new Money(725));
    }

    @Test
    void reasonsAreLiftedOneByOne() {
        opened();
        ledger().freeze(account, "operator");
        ledger().freeze(account, "dispute#dp_1");
        var thaw = new ThawWallet(ledger());

        assertThat(thaw.thaw(account, "operator").orElseThrow().frozenBy()).containsExactly("dispute#dp_1");
        assertThat(wallet().isFrozen()).isTrue();
        assertThat(thaw.thaw(account, "dispute#dp_1").orElseThrow().isFrozen()).isFalse();
        assertThat(wallet().frozenBy()).isEmpty();
        assertThat(wallet().endedDisputes()).containsExactly("dispute#dp_1");
    }

    @Test
    void aDisputeThatIsOverNeverFreezesAgain() {
        opened();
        new ThawWallet(ledger()).thaw(account, "dispute#dp_1");
        var before = wallet();

        assertThat(ledger().freeze(account, "dispute#dp_1")).isInstanceOf(WriteAnswer.Refused.class);
        new ThawWallet(ledger()).thaw(account, "dispute#dp_1");

        assertThat(wallet()).isEqualTo(before);
        assertThat(ledger().freeze(account, "operator")).isInstanceOf(WriteAnswer.Written.class);
    }

    @Test
    void aThawThatHasNotSeenAllReasonsIsRefused() {
        opened();
        ledger().freeze(account, "operator");
        ledger().freeze(account, "invariant");

        assertThat(ledger().thaw(account, Set.of("operator"), "operator")).isInstanceOf(WriteAnswer.Refused.class);
        assertThat(ledger().thaw(account, Set.of(), "operator")).isInstanceOf(WriteAnswer.Refused.class);
        assertThat(wallet().frozenBy()).containsExactlyInAnyOrder("operator", "invariant");
    }

    @Test
    void nothingIsLiftedWithoutAWallet() {
        assertThat(new ThawWallet(ledger()).thaw(account, "operator")).isEmpty();
    }
}
