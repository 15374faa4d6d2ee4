package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests of the rules apart from placing and settling, which {@link WalletLedgerContract} tests. */
class WalletTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final HoldKey KEY = new HoldKey(RequestId.of(Instant.parse("2026-11-23T12:00:00Z"), 1), 0);
    private static final Hold HOLD =
            new Hold(new Money(300), Money.ZERO, Purse.CASH, TierId.TIER_2, 99, MONDAY, Set.of());
    private static final Money ALLOWANCE = new Money(50);

    private static Wallet wallet(long cash, long grant, long credits, long debits) {
        return new Wallet(
                new AccountId("acme"),
                Freezes.NONE,
                new Balance(new Money(cash), new Money(grant), new Money(credits), new Money(debits)),
                7,
                new DayCounters(MONDAY, new Money(1_000), new Money(640), new Money(11)),
                Map.of(KEY, HOLD),
                Map.of());
    }

    @Test
    void aWalletBalancesToTheNanoDollar() {
        assertThat(wallet(400, 80, 840, 60).isBalanced()).isTrue();
        assertThat(wallet(401, 80, 840, 60).isBalanced()).isFalse();
        assertThat(wallet(400, 80, 840, 61).isBalanced()).isFalse();
    }

    @Test
    void heldMoneyIsNotAvailable() {
        assertThat(wallet(400, 80, 840, 60).available()).isEqualTo(new Money(480));
        assertThat(wallet(400, 80, 840, 60).held()).isEqualTo(new Money(300));
    }

    @Test
    void onItsOwnDayAWalletIsUnchanged() {
        var wallet = wallet(400, 80, 840, 60);

        assertThat(wallet.on(MONDAY, ALLOWANCE)).isEqualTo(wallet);
        assertThat(wallet.on(MONDAY.minusDays(1), ALLOWANCE)).isEqualTo(wallet);
    }

    @Test
    void aNewDayHasFullCountersAndTheSameMoney() {
        var tuesday = wallet(400, 80, 840, 60).on(TUESDAY, ALLOWANCE);

        assertThat(tuesday.day()).isEqualTo(TUESDAY);
        assertThat(tuesday.dailyLeft()).isEqualTo(new Money(1_000));
        assertThat(tuesday.freeLeft()).isEqualTo(ALLOWANCE);
        assertThat(tuesday.available()).isEqualTo(new Money(480));
        assertThat(tuesday.holds()).containsOnlyKeys(KEY);
    }

    @Test
    void aFreezeReasonIsAddedToTheOthers() {
        var wallet = frozen(frozen(frozen(wallet(400, 80, 840, 60), "operator"), "dispute#7"), "operator");

        assertThat(wallet.frozenBy()).containsExactlyInAnyOrder("operator", "dispute#7");
        assertThat(wallet.isFrozen()).isTrue();
        assertThat(wallet.version()).isEqualTo(10);
    }

    @Test
    void removingALimitKeepsTheAmountSpent() {
        var unlimited = wallet(400, 80, 840, 60).limitedTo(Wallet.NO_LIMIT);

        assertThat(unlimited.hasDailyLimit()).isFalse();
        assertThat(unlimited.dailyLimit().minus(unlimited.dailyLeft())).isEqualTo(new Money(360));
        assertThat(unlimited.limitedTo(new Money(300)).dailyLeft()).isEqualTo(new Money(-60));
    }

    @Test
    void aHoldAboveTheAllowanceOfANewDayIsNotPlaced() {
        var free = new Hold(Money.ZERO, new Money(51), Purse.FREE, TierId.TIER_1, 99, TUESDAY, Set.of());

        assertThatThrownBy(() -> new Placement(
                        KEY, free, new DayRoll(MONDAY, MONDAY.plusDays(1), Set.of()), 128, ALLOWANCE, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(wallet(400, 80, 840, 60).place(new Placement(KEY, free, null, 128, ALLOWANCE, List.of())))
                .isEmpty();
    }

    @Test
    void aSettlementIsWithinItsHold() {
        assertThatThrownBy(() -> new Application(KEY, HOLD, new Money(301), Money.ZERO, true, Set.of(), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Application(KEY, HOLD, new Money(-1), Money.ZERO, true, Set.of(), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Application(KEY, HOLD, Money.ZERO, new Money(1), true, Set.of(), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Wallet frozen(Wallet wallet, String reason) {
        return wallet.frozen(reason).orElseThrow();
    }

    @Test
    void liftingAReasonLeavesTheOthers() {
        var wallet = frozen(frozen(wallet(400, 80, 840, 60), "operator"), "dispute#7");

        var thawed = wallet.thawed(Set.of("operator", "dispute#7"), "operator").orElseThrow();

        assertThat(thawed.frozenBy()).containsExactly("dispute#7");
        assertThat(thawed.thawed(Set.of("dispute#7"), "dispute#7").orElseThrow().isFrozen())
                .isFalse();
    }

    @Test
    void aThawThatHasNotSeenAllReasonsIsRefused() {
        var wallet = frozen(frozen(wallet(400, 80, 840, 60), "operator"), "dispute#7");

        assertThat(wallet.thawed(Set.of("operator"), "operator")).isEmpty();
    }

    @Test
    void aDisputeThatIsOverNeverFreezesAgain() {
        var wallet = wallet(400, 80, 840, 60).thawed(Set.of(), "dispute#7").orElseThrow();

        assertThat(wallet.frozen("dispute#7")).isEmpty();
        assertThat(frozen(wallet, "dispute#8").frozenBy()).containsExactly("dispute#8");
    }

    @Test
    void anOperatorMayFreezeAgain() {
        var thawed = frozen(wallet(400, 80, 840, 60), "operator")
                .thawed(Set.of("operator"), "operator")
                .orElseThrow();

        assertThat(frozen(thawed, "operator").isFrozen()).isTrue();
    }

    @Test
    void aDebitMayLeaveADebtThatACreditEnds() {
        var wallet = wallet(400, 80, 840, 60);

        var inDebt = booked(wallet, Purse.CASH, -1_000);
        var covered = booked(inDebt, Purse.CASH, 600);

        assertThat(inDebt.isInDebt()).isTrue();
        assertThat(inDebt.isBalanced()).isTrue();
        assertThat(covered.isInDebt()).isFalse();
        assertThat(covered.cash()).isEqualTo(Money.ZERO);
        assertThat(covered.version()).isEqualTo(wallet.version() + 2);
    }

    @Test
    void aGrantIsAddedToItsPurseAndToTheCredits() {
        var wallet = booked(wallet(400, 80, 840, 60), Purse.GRANT, 20);

        assertThat(wallet.grant()).isEqualTo(new Money(100));
        assertThat(wallet.cash()).isEqualTo(new Money(400));
        assertThat(wallet.credits()).isEqualTo(new Money(860));
    }

    @Test
    void nothingIsBookedOnADayThatMayBeClosed() {
        var wallet = wallet(400, 80, 480, 0);
        var yesterday = TestEntries.entry(
                wallet.account(),
                "adj#9",
                EntryType.ADJUSTMENT,
                Purse.CASH,
                new Money(1),
                wallet.day().minusDays(1));

        assertThat(wallet.booked(yesterday)).isEmpty();
    }

    private static Wallet booked(Wallet wallet, Purse purse, long amount) {
        return wallet.booked(TestEntries.entry(
                        wallet.account(), "adj#9", EntryType.ADJUSTMENT, purse, new Money(amount), wallet.day()))
                .orElseThrow();
    }
}
