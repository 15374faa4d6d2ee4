package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests that draws of which nothing is spent do not empty a pool. Each environment ends after its first request. */
class StrandedDrawsTest {

    private static final AccountId ACCOUNT = new AccountId("acct-1");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));
    private static final Instant LATER = Instant.parse("2026-11-24T12:06:00Z");
    private static final Money BUDGET = Money.ofUsd("1000");
    private static final Map<Pool, Money> BUDGETS =
            Arrays.stream(Pool.values()).collect(Collectors.toMap(Function.identity(), pool -> BUDGET));
    private static final HoldBound LARGEST = new HoldBound(TestTiers.mapping().tier(TierId.TIER_4), 200_000, 32_768);

    private final InMemoryWalletLedger wallets = new InMemoryWalletLedger();
    private final InMemoryPoolLedger pools = new InMemoryPoolLedger();
    private int requests;

    private void openWith(Money cash) {
        wallets.put(Wallet.opened(
                TestEntries.opening(ACCOUNT, "adj#1", cash, TODAY), WalletRules.STANDARD.freeAllowance()));
    }

    private PlaceOutcome placeInNewEnvironment(WalletLedger ledger) {
        var guardrail = TestGuardrail.over(pools, NOON, BUDGETS);
        var placeHold = new PlaceHold(ledger, guardrail, (alarm, subject) -> {}, NOON, WalletRules.STANDARD);
        return placeHold.place(
                ACCOUNT, RequestId.of(NOON.instant(), ++requests), LARGEST, () -> LARGEST, LATER, List.of());
    }

    private void expectEveryPoolFull() {
        for (var pool : Pool.values()) {
            assertThat(pools.leased(pool, TODAY)).as(pool.publicName()).isEqualTo(Money.ZERO);
        }
    }

    @Test
    void thousandsOfEnvironmentsThatEachRefuseOneLargeRequestLeaveThePoolFull() {
        openWith(Money.ZERO);

        for (var environment = 0; environment < 3_000; environment++) {
            assertThat(placeInNewEnvironment(wallets))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isInstanceOf(PlaceRefusal.InsufficientFunds.class));
        }

        expectEveryPoolFull();
    }

    @Test
    void aThousandEnvironmentsThatEachServeOneLargeRequestLeaveBehindATenthOfTheBudget() {
        var cost = Money.ofUsd("0.02");

        for (var environment = 0; environment < 1_000; environment++) {
            openWith(Money.ofUsd("50"));
            ((Placed) placeInNewEnvironment(wallets)).draw().settle(cost, cost);
        }

        var spent = Money.ofUsd("20");
        var kept = Money.ofUsd("100");
        assertThat(pools.leased(Pool.PLATFORM, TODAY)).isEqualTo(spent.plus(kept));
        assertThat(pools.leased(Pool.SUBSIDY, TODAY)).isEqualTo(spent.plus(kept));
        assertThat(pools.leased(Pool.GRANT, TODAY)).isEqualTo(Money.ZERO);
    }

    @Test
    void aPurseThatWasGuessedWrongLeavesItsPoolFullWhileTheRequestGoesOn() {
        openWith(Money.ofUsd("50"));

        assertThat(placeInNewEnvironment(wallets)).isInstanceOf(Placed.class);

        assertThat(pools.leased(Pool.GRANT, TODAY)).isEqualTo(Money.ZERO);
        assertThat(pools.leased(Pool.SUBSIDY, TODAY)).isEqualTo(UpstreamBound.of(LARGEST));
    }

    @Test
    void sendsWithoutAnAnswerLeaveThePoolsFull() {
        openWith(Money.ofUsd("50"));
        var unanswering = new UnreliableLedger(wallets);
        unanswering.faults.addAll(Collections.nCopies(2, UnreliableLedger.Fault.LOST));
        unanswering.faults.add(UnreliableLedger.Fault.ANSWER_LOST);

        assertThat(placeInNewEnvironment(unanswering)).isEqualTo(new Refused(new PlaceRefusal.LedgerBusy(), true));

        expectEveryPoolFull();
    }

    @Test
    void aStoreThatFailsLeavesThePoolsFull() {
        var failing = new UnreliableLedger(wallets) {
            @Override
            public PlaceAnswer place(AccountId account, Placement placement) {
                throw new IllegalStateException("The table is gone");
            }
        };

        assertThatThrownBy(() -> placeInNewEnvironment(failing)).hasMessage("The table is gone");

        expectEveryPoolFull();
    }

    @Test
    void aWalletThatDoesNotAddUpLeavesThePoolsFull() {
        openWith(Money.ofUsd("50"));
        var wallet = wallets.find(ACCOUNT).orElseThrow();
        wallets.put(new Wallet(
                ACCOUNT,
                wallet.freezes(),
                new Balance(wallet.cash(), Money.ZERO, Money.ofUsd("49"), Money.ZERO),
                wallet.version(),
                wallet.counters(),
                wallet.holds(),
                wallet.keys()));

        assertThat(placeInNewEnvironment(wallets)).isEqualTo(new Refused(new PlaceRefusal.Unbalanced()));

        expectEveryPoolFull();
    }
}
