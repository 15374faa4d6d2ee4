package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every {@link WalletLedger}. A write does what {@link Wallet} says, and nothing when its condition is not met. */
public abstract class WalletLedgerContract {

    private static final Hold THOUSAND = new Hold(
            new Money(1_000), Money.ZERO, Purse.CASH, TierId.TIER_2, 1_795_000_000L, WalletStory.MONDAY, Set.of());

    private static int accounts;

    private final AccountId account = new AccountId("acme-" + ++accounts);

    protected abstract WalletLedger ledger();

    private void tell(String story) {
        new WalletStory(ledger(), account).tell(story);
    }

    @Test
    void anOpenedWalletHasItsCashAndNoLimit() {
        tell("""
                open 700 → opened, cash 700, grant 0, debits 0, limit none, spent 0, free 5000, day monday, holds none, version 1
                """);
    }

    @Test
    void aSecondOpeningChangesNothing() {
        tell("""
                open 700 → opened
                open 900 tuesday → refused, cash 700
                """);
    }

    @Test
    void aWalletThatWasNeverOpenedIsMissing() {
        tell("""
                read → missing
                place h1 1 → refused
                read → missing
                """);
    }

    @Test
    void aHoldIsTakenFromCashAndFromTheDay() {
        tell("""
                open 700 → opened
                place h1 300 → held, cash 400, holds h1, spent 300, version 2
                """);
    }

    @Test
    void aHoldAboveTheBalanceIsRefused() {
        tell("""
                open 700 → opened
                place h1 701 → refused, version 1
                """);
    }

    @Test
    void aHoldIsTakenFromTheGrantAndReturnsToIt() {
        tell("""
                open 700 → opened
                grant 400 → granted
                place h1 300 grant → held, grant 100, cash 700, spent 300
                place h2 101 grant → refused
                settle h1 110 → settled, grant 290, debits 110
                """);
    }

    @Test
    void theFirstHoldOfADayMayComeFromTheGrant() {
        tell("""
                open 700 → opened
                grant 400 → granted
                place h1 300 grant → held
                place h2 50 grant tuesday after monday → held, grant 50, spent 50
                settle h1 110 overnight → settled, grant 240
                """);
    }

    @Test
    void aWalletInDebtSpendsNothingFromAnyPurse() {
        tell("""
                open -5 → opened
                grant 400 → granted
                place h1 1 grant → refused
                place h2 0 cash → refused
                place h3 1 free → refused
                place h4 1 grant tuesday after monday → refused
                """);
    }

    @Test
    void theFreeTierTakesFromTheAllowanceOnly() {
        tell("""
                open 700 → opened
                place h1 4000 free → held, free 1000, cash 700
                place h2 1001 free → refused
                settle h1 1500 → settled, free 3500, holds none, debits 0
                """);
    }

    @Test
    void aHoldKeyIsUsedOnce() {
        tell("""
                open 700 → opened
                place h1 100 → held
                place h1 100 → refused
                """);
    }

    @Test
    void noMoreHoldsThanTheLimitAllows() {
        tell("""
                open 700 → opened
                place h1 10 → held
                place h2 10 → held
                place h3 10 → held
                place h4 10 → held
                place h5 10 → refused
                """);
    }

    @Test
    void aHoldOfAnotherDayThanTheWalletsIsRefused() {
        tell("""
                open 700 → opened
                place h1 10 tuesday → refused
                place h2 10 sunday → refused
                """);
    }

    @Test
    void theFirstHoldOfADayResetsTheCounters() {
        tell("""
                open 700 → opened
                place h1 5000 free → held
                place h2 100 → held
                place h3 30 tuesday after monday → held, day tuesday, free 5000, spent 30, cash 570
                """);
    }

    @Test
    void theFirstHoldOfADayMayBeFree() {
        tell("""
                open 700 → opened
                place h1 2000 free tuesday after monday → held, free 3000, spent 0
                """);
    }

    @Test
    void aDayIsRolledOnceAndOnlyForward() {
        tell("""
                open 700 → opened
                place h1 30 tuesday after monday → held
                place h2 30 tuesday after monday → refused
                place h3 30 tuesday after tuesday → refused
                place h4 30 monday after tuesday → refused
                place h5 30 wednesday after monday → refused
                """);
    }

    @Test
    void settlingTakesTheCostAndGivesTheRestBack() {
        tell("""
                open 700 → opened
                place h1 300 → held
                settle h1 110 → settled, cash 590, debits 110, spent 110, holds none
                """);
    }

    @Test
    void settlingTwiceChargesOnce() {
        tell("""
                open 700 → opened
                place h1 300 → held
                settle h1 110 → settled
                settle h1 110 → refused, debits 110, holds none
                """);
    }

    @Test
    void afterMidnightTheRestReturnsToThePurseAndNotToTheNewDay() {
        tell("""
                open 700 → opened
                place h1 300 → held
                place h2 50 tuesday after monday → held
                settle h1 110 → refused
                settle h1 110 overnight → settled, cash 540, spent 50
                """);
    }

    @Test
    void afterMidnightYesterdaysFreeAllowanceIsGone() {
        tell("""
                open 700 → opened
                place h1 3000 free → held
                place h2 1000 free tuesday after monday → held
                settle h1 500 overnight → settled, free 4000
                """);
    }

    @Test
    void aLimitSetAtNoonCountsTheMorningsSpending() {
        tell("""
                open 700 → opened
                place h1 300 → held
                limit 350 → limited, left 50
                place h2 51 → refused
                place h3 50 → held
                """);
    }

    @Test
    void aLimitBelowTheAmountSpentLeavesANegativeRest() {
        tell("""
                open 700 → opened
                place h1 300 → held
                limit 100 → limited, left -200
                limit 900 → refused
                """);
    }

    @Test
    void aFrozenWalletSpendsNothingAndStillSettles() {
        tell("""
                open 700 → opened
                place h1 300 → held
                freeze operator → frozen, frozen operator, version 3
                place h2 1 → refused
                settle h1 110 → settled, cash 590
                """);
    }

    @Test
    void ofFiftyConcurrentHoldsOnlyTheAffordableFourArePlaced() throws Exception {
        tell("open 4000 → opened");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 50)
                    .<Callable<PlaceAnswer>>mapToObj(call -> {
                        var placement =
                                new Placement(keyOf(call), THOUSAND, null, 128, WalletStory.ALLOWANCE, List.of());
                        return () -> ledger().place(account, placement);
                    })
                    .toList();

            var answers = threads.invokeAll(calls).stream()
                    .map(call -> call.resultNow())
                    .toList();

            assertThat(answers)
                    .filteredOn(WriteAnswer.Written.class::isInstance)
                    .hasSize(4);
        }
        var wallet = ledger().find(account).orElseThrow();
        assertThat(wallet.cash()).isEqualTo(Money.ZERO);
        assertThat(wallet.holds()).hasSize(4);
        assertThat(wallet.isBalanced()).isTrue();
    }

    private static HoldKey keyOf(int call) {
        return new HoldKey(RequestId.of(Instant.parse("2026-11-23T11:00:00Z"), call), 3);
    }
}
