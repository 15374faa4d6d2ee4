package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.account.TestKeys;
import ai.tierup.domain.account.Window;
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
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests of a key's limits within a day, over midnight and over the end of a month. */
class KeyLimitsTest {

    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final SpenderId KEY = new SpenderId("key_1");
    private static final SpenderId TEAM = SpenderId.of(new TeamName("ops"));
    private static final LocalDate LAST_OF_NOVEMBER = LocalDate.parse("2026-11-30");

    /** Costs nine million nano-dollars. */
    private static final HoldBound BOUND = new HoldBound(TestTiers.mapping().tier(TierId.TIER_2), 1_000, 1_000);

    private Supplier<HoldBound> bounds = () -> BOUND;
    private final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    private int requests;

    private void open(LocalDate day) {
        ledger.open(
                TestEntries.opening(ACCOUNT, "adj#1", Money.ofUsd("25"), day), WalletRules.STANDARD.freeAllowance());
        ledger.countKey(ACCOUNT, KEY);
    }

    private PlaceOutcome place(LocalDate day, @Nullable Long daily, @Nullable Long monthly) {
        return place(day, List.of(TestKeys.limited(KEY, amount(daily), amount(monthly))));
    }

    private PlaceOutcome place(LocalDate day, List<LimitedSpender> limits) {
        var noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        var placeHold = new PlaceHold(
                ledger,
                TestGuardrail.unlimited(InstantSource.fixed(noon)),
                (alarm, subject) -> {},
                InstantSource.fixed(noon),
                WalletRules.STANDARD);
        return placeHold.place(
                ACCOUNT, RequestId.of(Instant.EPOCH, ++requests), BOUND, bounds, noon.plusSeconds(60), limits);
    }

    private static @Nullable Money amount(@Nullable Long nanoUsd) {
        return nanoUsd == null ? null : new Money(nanoUsd);
    }

    private static Refused reached(Window window) {
        return new Refused(new PlaceRefusal.BudgetReached(window));
    }

    private Wallet settle(Placed placed, long cost) {
        var application = Application.onTheSameDay(placed.key(), placed.hold(), new Money(cost), Money.ZERO)
                .adjustedTo(wallet());
        return ((WriteAnswer.Written) ledger.apply(ACCOUNT, application)).image();
    }

    private Wallet wallet() {
        return ledger.find(ACCOUNT).orElseThrow();
    }

    private static KeySpend spend(long today, long thisMonth) {
        return new KeySpend(Map.of(Window.DAY, new Money(today), Window.MONTH, new Money(thisMonth)));
    }

    @Test
    void heldAmountsCountUntilTheyAreSettled() {
        open(LAST_OF_NOVEMBER);

        var first = (Placed) place(LAST_OF_NOVEMBER, 17_999_999L, null);
        assertThat(place(LAST_OF_NOVEMBER, 17_999_999L, null)).isEqualTo(reached(Window.DAY));
        assertThat(wallet().keys()).containsEntry(KEY, spend(9_000_000, 9_000_000));

        settle(first, 8_999_999);
        assertThat(wallet().keys()).containsEntry(KEY, spend(8_999_999, 8_999_999));
        assertThat(place(LAST_OF_NOVEMBER, 17_999_999L, null)).isInstanceOf(Placed.class);
    }

    @Test
    void aBudgetIsComparedWithTheExactBoundBeforeItRefuses() {
        open(LAST_OF_NOVEMBER);
        var exact = new HoldBound(BOUND.tier(), 250, 1_000, 1_000);
        bounds = () -> exact;

        var limit = BOUND.amount().plus(exact.amount()).nanoUsd();

        assertThat(place(LAST_OF_NOVEMBER, limit, null)).isInstanceOf(Placed.class);
        assertThat(place(LAST_OF_NOVEMBER, limit, null)).isInstanceOf(Placed.class);
        assertThat(place(LAST_OF_NOVEMBER, limit, null)).isEqualTo(reached(Window.DAY));
        assertThat(place(LAST_OF_NOVEMBER, exact.amount().nanoUsd() - 1, null)).isEqualTo(reached(Window.DAY));
    }

    @Test
    void anApplicationThatExpectsAKeyIsRefusedAfterTheKeyIsGone() {
        open(LAST_OF_NOVEMBER);
        var placed = (Placed) place(LAST_OF_NOVEMBER, 17_999_999L, null);
        var application = Application.onTheSameDay(placed.key(), placed.hold(), new Money(1), Money.ZERO);
        ledger.forgetKey(ACCOUNT, KEY);

        assertThat(ledger.apply(ACCOUNT, application)).isInstanceOf(WriteAnswer.Refused.class);
        assertThat(wallet().holds()).containsKey(placed.key());
        assertThat(settle(placed, 1).holds()).isEmpty();
    }

    @Test
    void theLongestWindowThatIsUsedUpIsNamed() {
        open(LAST_OF_NOVEMBER);
        place(LAST_OF_NOVEMBER, null, null);

        assertThat(place(LAST_OF_NOVEMBER, 17_999_999L, 18_000_000L)).isEqualTo(reached(Window.DAY));
        assertThat(place(LAST_OF_NOVEMBER, 17_999_999L, 17_999_999L)).isEqualTo(reached(Window.MONTH));
        assertThat(place(LAST_OF_NOVEMBER, 0L, 0L)).isEqualTo(reached(Window.MONTH));
    }

    @Test
    void aHoldAboveTheLimitItselfIsNotSent() {
        open(LAST_OF_NOVEMBER);
        var before = wallet();

        assertThat(place(LAST_OF_NOVEMBER, null, 8_999_999L)).isEqualTo(reached(Window.MONTH));
        assertThat(wallet()).isEqualTo(before);
    }

    @Test
    void theMonthlyBudgetCountsAllDaysOfItsMonth() {
        open(LAST_OF_NOVEMBER.minusDays(1));
        settle((Placed) place(LAST_OF_NOVEMBER.minusDays(1), null, 17_999_999L), 9_000_000);

        assertThat(place(LAST_OF_NOVEMBER, null, 17_999_999L)).isEqualTo(reached(Window.MONTH));
        assertThat(place(LAST_OF_NOVEMBER.plusDays(1), null, 17_999_999L)).isInstanceOf(Placed.class);
        assertThat(wallet().keys()).containsEntry(KEY, spend(9_000_000, 9_000_000));
    }

    @Test
    void theRestOfAHoldSettledAfterMidnightReturnsToItsMonthOnly() {
        open(LAST_OF_NOVEMBER.minusDays(1));
        var overMidnight = (Placed) place(LAST_OF_NOVEMBER.minusDays(1), null, null);
        place(LAST_OF_NOVEMBER, null, null);

        var settled = settle(overMidnight, 2_000_000);

        assertThat(settled.keys()).containsEntry(KEY, spend(9_000_000, 11_000_000));
    }

    @Test
    void theRestOfAHoldSettledInTheNextMonthReturnsToNoCounter() {
        open(LAST_OF_NOVEMBER);
        var overMonthsEnd = (Placed) place(LAST_OF_NOVEMBER, null, null);
        place(LAST_OF_NOVEMBER.plusDays(1), null, null);

        var settled = settle(overMonthsEnd, 2_000_000);

        assertThat(settled.keys()).containsEntry(KEY, spend(9_000_000, 9_000_000));
        assertThat(settled.isBalanced()).isTrue();
    }

    @Test
    void theHoldOfARemovedKeyStillSettles() {
        open(LAST_OF_NOVEMBER);
        var placed = (Placed) place(LAST_OF_NOVEMBER, 9_000_000L, null);
        ledger.forgetKey(ACCOUNT, KEY);

        var settled = settle(placed, 1);

        assertThat(settled.keys()).isEmpty();
        assertThat(settled.isBalanced()).isTrue();
        assertThat(place(LAST_OF_NOVEMBER, 9_000_000L, null)).isEqualTo(new Refused(new PlaceRefusal.KeyGone()));
    }

    @Test
    void atMostEightKeysAreCounted() {
        open(LAST_OF_NOVEMBER);
        for (var number = 2; number <= 8; number++) {
            assertThat(ledger.countKey(ACCOUNT, new SpenderId("key_" + number)))
                    .isInstanceOf(WriteAnswer.Written.class);
        }

        assertThat(ledger.countKey(ACCOUNT, new SpenderId("key_9"))).isInstanceOf(WriteAnswer.Refused.class);
    }

    @Test
    void theWalletItselfRefusesAKeyThatHasSpentItsLimit() {
        open(LAST_OF_NOVEMBER);
        var placed = (Placed) place(LAST_OF_NOVEMBER, null, null);
        var limits = TestKeys.limited(KEY, new Money(17_999_999), null);
        var again = new Placement(
                new HoldKey(RequestId.of(Instant.EPOCH, 99), 0), placed.hold(), null, 128, Money.ZERO, List.of(limits));

        assertThat(wallet().place(again)).isEmpty();
        assertThat(wallet().notCounting(KEY).orElseThrow().place(again)).isEmpty();
    }

    @Test
    void theRestOfAHoldSettledOnItsDayReturnsToBothCounters() {
        open(LAST_OF_NOVEMBER);
        var placed = (Placed) place(LAST_OF_NOVEMBER, null, null);

        ledger.apply(ACCOUNT, Application.onTheSameDay(placed.key(), placed.hold(), new Money(2_000_000), Money.ZERO));

        assertThat(wallet().keys()).containsEntry(KEY, spend(2_000_000, 2_000_000));
    }

    @Test
    void aRollEndsTheMonthOnlyWhenItLeavesIt() {
        assertThat(new DayRoll(LAST_OF_NOVEMBER.minusDays(1), LAST_OF_NOVEMBER, Set.of()).ends(Window.MONTH))
                .isFalse();
        assertThat(new DayRoll(LAST_OF_NOVEMBER, LAST_OF_NOVEMBER.plusDays(1), Set.of()).ends(Window.MONTH))
                .isTrue();
        assertThat(new DayRoll(LAST_OF_NOVEMBER, LAST_OF_NOVEMBER.plusYears(1), Set.of()).ends(Window.MONTH))
                .isTrue();
    }

    @Test
    void aHoldAndItsPlacementNameTheSameKey() {
        open(LAST_OF_NOVEMBER);
        var placed = (Placed) place(LAST_OF_NOVEMBER, null, null);

        assertThatThrownBy(() -> new Placement(placed.key(), placed.hold(), null, 1, Money.ZERO, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRequestCountsAgainstItsKeyAndItsTeam() {
        open(LAST_OF_NOVEMBER);
        ledger.countKey(ACCOUNT, TEAM);
        var team = TestKeys.limited(TEAM, null, new Money(17_999_999));
        var key = TestKeys.limited(KEY, new Money(17_999_999), null);

        var placed = (Placed) place(LAST_OF_NOVEMBER, List.of(key, team));
        assertThat(wallet().keys())
                .containsEntry(KEY, spend(9_000_000, 9_000_000))
                .containsEntry(TEAM, spend(9_000_000, 9_000_000));
        assertThat(place(LAST_OF_NOVEMBER, List.of(key))).isEqualTo(reached(Window.DAY));
        assertThat(place(LAST_OF_NOVEMBER, List.of(team))).isEqualTo(reached(Window.MONTH));
        assertThat(place(LAST_OF_NOVEMBER, List.of(key, team))).isEqualTo(reached(Window.MONTH));

        settle(placed, 1_000_000);
        assertThat(wallet().keys())
                .containsEntry(KEY, spend(1_000_000, 1_000_000))
                .containsEntry(TEAM, spend(1_000_000, 1_000_000));
    }

    @Test
    void theHoldOfARemovedTeamReturnsItsRestToTheKey() {
        open(LAST_OF_NOVEMBER);
        ledger.countKey(ACCOUNT, TEAM);
        var limits = List.of(
                TestKeys.limited(KEY, new Money(9_000_000), null), TestKeys.limited(TEAM, new Money(9_000_000), null));
        var placed = (Placed) place(LAST_OF_NOVEMBER, limits);
        ledger.forgetKey(ACCOUNT, TEAM);

        settle(placed, 1);

        assertThat(wallet().keys()).containsOnly(Map.entry(KEY, spend(1, 1)));
        assertThat(place(LAST_OF_NOVEMBER, limits.subList(1, 2))).isEqualTo(new Refused(new PlaceRefusal.TeamGone()));
    }
}
