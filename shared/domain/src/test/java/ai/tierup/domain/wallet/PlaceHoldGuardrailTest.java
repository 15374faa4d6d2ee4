package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.guardrail.InMemoryPoolLedger;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.TestGuardrail;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.PlaceOutcome.Placed;
import ai.tierup.domain.wallet.PlaceOutcome.Refused;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of how {@link PlaceHold} draws from the platform's pools. */
class PlaceHoldGuardrailTest {

    private static final AccountId ACCOUNT = new AccountId("acct-1");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));
    private static final Instant LATER = Instant.parse("2026-11-24T12:06:00Z");
    private static final HoldBound BOUND = new HoldBound(TestTiers.mapping().tier(TierId.TIER_2), 1_000, 1_000);
    private static final HoldBound FREE_BOUND =
            new HoldBound(TestTiers.mapping().tier(TierId.TIER_1), 1_000, 1_000);
    private static final Money RICH = Money.ofUsd("25");

    private final InMemoryWalletLedger wallets = new InMemoryWalletLedger();
    private final InMemoryPoolLedger pools = new InMemoryPoolLedger();
    private int requests;

    private void open(Money cash, Money grant) {
        wallets.put(withGrant(
                Wallet.opened(TestEntries.opening(ACCOUNT, "adj#1", cash, TODAY), WalletRules.STANDARD.freeAllowance()),
                grant));
    }

    private PlaceHold placeHold(Map<Pool, Money> budgets) {
        return new PlaceHold(
                wallets, TestGuardrail.over(pools, NOON, budgets), (alarm, subject) -> {}, NOON, WalletRules.STANDARD);
    }

    private PlaceOutcome place(PlaceHold placeHold, HoldBound bound) {
        return placeHold.place(ACCOUNT, RequestId.of(NOON.instant(), ++requests), bound, () -> bound, LATER, List.of());
    }

    private static Purse purse(PlaceOutcome outcome) {
        assertThat(outcome).isInstanceOf(Placed.class);
        return ((Placed) outcome).hold().purse();
    }

    private static void refused(PlaceOutcome outcome, PlaceRefusal reason) {
        assertThat(outcome).isEqualTo(new Refused(reason));
    }

    @Test
    void aHoldOnCashDrawsTheWholeCostFromBothPools() {
        open(RICH, Money.ZERO);
        var upstream = UpstreamBound.of(BOUND);

        place(placeHold(Map.of()), BOUND);

        assertThat(pools.leased(Pool.SUBSIDY, TODAY)).isEqualTo(upstream);
        assertThat(pools.leased(Pool.PLATFORM, TODAY)).isEqualTo(upstream);
    }

    @Test
    void aWrongGuessOfThePurseCostsItsPoolNothing() {
        open(RICH, Money.ZERO);
        var placeHold = placeHold(Map.of(Pool.GRANT, UpstreamBound.of(BOUND)));

        assertThat(purse(place(placeHold, BOUND))).isEqualTo(Purse.CASH);

        open(RICH, RICH);
        assertThat(purse(place(placeHold, BOUND))).isEqualTo(Purse.CASH);
        assertThat(purse(place(placeHold, BOUND))).isEqualTo(Purse.GRANT);
    }

    @Test
    void anEmptyGrantPoolDoesNotStopPayingCustomers() {
        open(RICH, Money.ZERO);

        assertThat(purse(place(placeHold(Map.of(Pool.GRANT, Money.ZERO)), BOUND)))
                .isEqualTo(Purse.CASH);
    }

    @Test
    void cashPaysWhileTheGrantPoolIsEmpty() {
        open(RICH, RICH);

        assertThat(purse(place(placeHold(Map.of(Pool.GRANT, Money.ZERO)), BOUND)))
                .isEqualTo(Purse.CASH);
    }

    @Test
    void aWalletWithGrantedCreditOnlyIsRefusedWhenItsPoolIsEmpty() {
        open(Money.ZERO, RICH);

        refused(place(placeHold(Map.of(Pool.GRANT, Money.ZERO)), BOUND), new PlaceRefusal.GuardrailReached(Pool.GRANT));
        assertThat(wallets.find(ACCOUNT).orElseThrow().holds()).isEmpty();
    }

    @Test
    void aWalletWithoutMoneyIsRefusedForThatWhateverThePools() {
        open(Money.ZERO, Money.ZERO);

        assertThat(place(placeHold(Map.of(Pool.GRANT, Money.ZERO)), BOUND))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isInstanceOf(PlaceRefusal.InsufficientFunds.class));
    }

    @Test
    void anEmptySubsidyPoolStopsCashButNotGrantedCredit() {
        open(RICH, Money.ZERO);
        var placeHold = placeHold(Map.of(Pool.SUBSIDY, Money.ZERO));

        refused(place(placeHold, BOUND), new PlaceRefusal.GuardrailReached(Pool.SUBSIDY));
        refused(place(placeHold, BOUND), new PlaceRefusal.GuardrailReached(Pool.SUBSIDY));

        open(RICH, RICH);
        assertThat(purse(place(placeHold, BOUND))).isEqualTo(Purse.GRANT);
    }

    @Test
    void anEmptyPlatformPoolStopsEverything() {
        open(RICH, RICH);
        var placeHold = placeHold(Map.of(Pool.PLATFORM, Money.ZERO));

        refused(place(placeHold, BOUND), new PlaceRefusal.GuardrailReached(Pool.PLATFORM));
        refused(place(placeHold, FREE_BOUND), new PlaceRefusal.GuardrailReached(Pool.PLATFORM));
    }

    @Test
    void anEmptyFreeTierPoolDoesNotStopPayingCustomers() {
        open(RICH, Money.ZERO);
        var placeHold = placeHold(Map.of(Pool.TIER_1, Money.ZERO));

        refused(place(placeHold, FREE_BOUND), new PlaceRefusal.GuardrailReached(Pool.TIER_1));
        assertThat(purse(place(placeHold, BOUND))).isEqualTo(Purse.CASH);
    }

    @Test
    void aRefusedSendPutsItsDrawBack() {
        open(Money.ZERO, Money.ZERO);
        var placeHold = placeHold(Map.of());

        for (var request = 0; request < 10; request++) {
            place(placeHold, BOUND);
        }

        assertThat(pools.leased(Pool.GRANT, TODAY).plus(pools.leased(Pool.SUBSIDY, TODAY)))
                .isLessThanOrEqualTo(UpstreamBound.of(BOUND).plus(UpstreamBound.of(BOUND)));
    }

    @Test
    void aWalletAheadOfOurClockDrawsOnItsOwnDay() {
        wallets.put(Wallet.opened(
                TestEntries.opening(ACCOUNT, "adj#1", RICH, TODAY.plusDays(1)), WalletRules.STANDARD.freeAllowance()));

        place(placeHold(Map.of()), BOUND);

        assertThat(pools.leased(Pool.SUBSIDY, TODAY.plusDays(1))).isEqualTo(UpstreamBound.of(BOUND));
    }

    @Test
    void theDrawOfASendThatWasNotAppliedIsThereForTheNext() {
        open(RICH, Money.ZERO);
        var upstream = UpstreamBound.of(BOUND);
        var throttled = new UnreliableLedger(wallets);
        throttled.faults.add(UnreliableLedger.Fault.NOT_APPLIED);
        throttled.faults.add(UnreliableLedger.Fault.NOT_APPLIED);
        var placeHold = new PlaceHold(
                throttled,
                TestGuardrail.over(
                        pools, NOON, Map.of(Pool.GRANT, Money.ZERO, Pool.SUBSIDY, upstream, Pool.PLATFORM, upstream)),
                (alarm, subject) -> {},
                NOON,
                WalletRules.STANDARD);

        assertThat(purse(place(placeHold, BOUND))).isEqualTo(Purse.CASH);
    }

    @Test
    void cashPaysOnANewDayWhileTheGrantPoolIsEmpty() {
        wallets.put(withGrant(
                Wallet.opened(TestEntries.opening(ACCOUNT, "adj#1", RICH, TODAY.minusDays(1)), Money.ZERO), RICH));

        assertThat(purse(place(placeHold(Map.of(Pool.GRANT, Money.ZERO)), BOUND)))
                .isEqualTo(Purse.CASH);
    }

    private static Wallet withGrant(Wallet wallet, Money grant) {
        return new Wallet(
                wallet.account(),
                wallet.freezes(),
                new Balance(wallet.cash(), grant, wallet.credits().plus(grant), wallet.debits()),
                wallet.version(),
                wallet.counters(),
                wallet.holds(),
                wallet.keys());
    }

    @Test
    void ofTwoEqualPursesThatAreTooSmallCashIsTaken() {
        var half = new Money(BOUND.amount().nanoUsd() / 2);
        open(half, half);

        assertThat(purse(place(placeHold(Map.of()), BOUND))).isEqualTo(Purse.CASH);
    }
}
