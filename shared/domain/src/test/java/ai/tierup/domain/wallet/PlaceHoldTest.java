package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.guardrail.TestGuardrail;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.PlaceOutcome.Placed;
import ai.tierup.domain.wallet.PlaceOutcome.Refused;
import ai.tierup.domain.wallet.UnreliableLedger.Fault;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlaceHoldTest {

    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final RequestId REQUEST = RequestId.of(Instant.parse("2026-11-24T12:00:00Z"), 5);
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));
    private static final Instant LATER = Instant.parse("2026-11-24T12:06:00Z");

    /** Costs 1,000 × 1,500 + 1,000 × 7,500 nano-dollars. */
    private static final HoldBound BOUND = new HoldBound(TestTiers.mapping().tier(TierId.TIER_2), 1_000, 1_000);

    private static final Money AMOUNT = new Money(9_000_000);

    private final UnreliableLedger ledger = new UnreliableLedger(new InMemoryWalletLedger());
    private final List<Alarm> alarms = new ArrayList<>();
    private final PlaceHold placeHold = new PlaceHold(
            ledger, TestGuardrail.unlimited(NOON), (alarm, subject) -> alarms.add(alarm), NOON, WalletRules.STANDARD);

    private void open(Money cash, LocalDate day) {
        ledger.open(TestEntries.opening(ACCOUNT, "adj#1", cash, day), WalletRules.STANDARD.freeAllowance());
    }

    /** {@link #BOUND} with its input counted. */
    private static final HoldBound EXACT = new HoldBound(BOUND.tier(), 250, 1_000, 1_000);

    private int computed;

    private PlaceOutcome place() {
        return placeHold.place(ACCOUNT, REQUEST, BOUND, () -> BOUND, LATER, List.of());
    }

    private static Placed placed(PlaceOutcome outcome) {
        assertThat(outcome).isInstanceOf(Placed.class);
        return (Placed) outcome;
    }

    private static PlaceRefusal refusal(PlaceOutcome outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome).reason();
    }

    @Test
    void theWholeBoundIsHeld() {
        open(AMOUNT, TODAY);

        var placed = placed(place());

        assertThat(placed.hold().amount()).isEqualTo(AMOUNT);
        assertThat(placed.hold().expiresAtEpochSecond()).isEqualTo(LATER.getEpochSecond());
        assertThat(placed.bound()).isEqualTo(BOUND);
        assertThat(placed.image().cash()).isEqualTo(Money.ZERO);
    }

    @Test
    void theGrantIsTriedFirstAndThePurseThatCoveredIsRemembered() {
        open(Money.ofUsd("25"), TODAY);
        place();
        var firstRequest = ledger.sent.size();
        placeHold.place(ACCOUNT, RequestId.of(NOON.instant(), 6), BOUND, () -> BOUND, LATER, List.of());

        assertThat(ledger.sent)
                .extracting(sent -> sent.hold().purse())
                .containsExactly(Purse.GRANT, Purse.CASH, Purse.CASH);
        assertThat(firstRequest).isEqualTo(2);
    }

    private PlaceOutcome placeWithExact(HoldBound exact) {
        return placeHold.place(
                ACCOUNT,
                REQUEST,
                BOUND,
                () -> {
                    computed++;
                    return exact;
                },
                LATER,
                List.of());
    }

    @Test
    void aWalletThatAffordsTheWholeBoundDoesNotWaitForTheExactOne() {
        open(AMOUNT, TODAY);

        placed(placeWithExact(EXACT));

        assertThat(computed).isZero();
    }

    @Test
    void whereTheWalletDoesNotAffordTheBoundTheExactOneIsHeldWhole() {
        open(EXACT.amount(), TODAY);

        var placed = placed(placeWithExact(EXACT));

        assertThat(placed.bound()).isEqualTo(EXACT);
        assertThat(placed.hold().amount()).isEqualTo(EXACT.amount());
        assertThat(placed.image().cash()).isEqualTo(Money.ZERO);
        assertThat(computed).isEqualTo(1);
        assertThat(ledger.sent).extracting(Placement::key).doesNotHaveDuplicates();
    }

    @Test
    void aWalletThatDoesNotAffordTheExactBoundIsAskedForALowerCapOrRefused() {
        open(EXACT.amount().minus(new Money(7_500)), TODAY);
        assertThat(placed(placeWithExact(EXACT)).bound().outputTokens()).isEqualTo(999);

        assertThat(refusal(placeWithExact(EXACT)))
                .isEqualTo(new PlaceRefusal.InsufficientFunds(Money.ZERO, EXACT.amount(), 0));
        assertThat(computed).isEqualTo(2);
    }

    @Test
    void aDailyLimitIsComparedWithTheExactBoundBeforeItRefuses() {
        open(Money.ofUsd("25"), TODAY);
        ledger.changeDailyLimit(ACCOUNT, Wallet.NO_LIMIT, EXACT.amount());

        assertThat(placed(placeWithExact(EXACT)).bound()).isEqualTo(EXACT);
        assertThat(refusal(placeWithExact(EXACT))).isInstanceOf(PlaceRefusal.DailyLimitReached.class);
    }

    @Test
    void everySendHasItsOwnKey() {
        open(Money.ofUsd("25"), TODAY);
        Collections.addAll(ledger.faults, Fault.LOST, Fault.NOT_APPLIED, Fault.ANSWER_LOST);

        var placed = placed(place());

        assertThat(ledger.sent).extracting(Placement::key).doesNotHaveDuplicates();
        assertThat(placed.key()).isEqualTo(ledger.sent.getLast().key());
    }

    @Test
    void aLostAnswerMayLeaveAnOrphanedHold() {
        open(Money.ofUsd("25"), TODAY);
        placed(place());
        ledger.faults.add(Fault.ANSWER_LOST);

        var placed =
                placed(placeHold.place(ACCOUNT, RequestId.of(NOON.instant(), 9), BOUND, () -> BOUND, LATER, List.of()));

        assertThat(placed.image().holds()).hasSize(3);
        assertThat(placed.image().isBalanced()).isTrue();
    }

    @Test
    void givesUpAfterThreeLostAnswers() {
        open(Money.ofUsd("25"), TODAY);
        Collections.addAll(ledger.faults, Fault.LOST, Fault.LOST, Fault.LOST);

        assertThat(refusal(place())).isEqualTo(new PlaceRefusal.LedgerBusy());
        assertThat(ledger.sent).hasSize(3);
    }

    @Test
    void givesUpAfterTenSendsThatWereNotApplied() {
        open(Money.ofUsd("25"), TODAY);
        ledger.faults.addAll(Collections.nCopies(11, Fault.NOT_APPLIED));

        assertThat(refusal(place())).isEqualTo(new PlaceRefusal.LedgerBusy());
        assertThat(ledger.sent).hasSize(10);
    }

    @Test
    void theFirstHoldOfTheDayRollsTheWallet() {
        open(Money.ofUsd("25"), TODAY.minusDays(3));

        var placed = placed(place());

        assertThat(placed.image().day()).isEqualTo(TODAY);
        assertThat(ledger.sent.getLast().roll()).isEqualTo(new DayRoll(TODAY.minusDays(3), TODAY, Set.of()));
    }

    @Test
    void theDayOfAWalletAheadOfOurClockIsAdopted() {
        open(Money.ofUsd("25"), TODAY.plusDays(1));

        var placed = placed(place());

        assertThat(placed.hold().day()).isEqualTo(TODAY.plusDays(1));
        assertThat(ledger.sent.getLast().roll()).isNull();
    }

    @Test
    void theCapIsLoweredToWhatTheLargerPurseAffords() {
        open(new Money(1_500_000 + 300 * 7_500 + 7_499), TODAY);

        var placed = placed(place());

        assertThat(placed.bound().outputTokens()).isEqualTo(300);
        assertThat(placed.hold().amount()).isEqualTo(new Money(1_500_000 + 300 * 7_500));
    }

    @Test
    void fundsBelowAUsefulAnswerAreRefusedWithTheTokensTheyBuy() {
        open(new Money(1_500_000 + 255 * 7_500), TODAY);

        assertThat(refusal(place()))
                .isEqualTo(new PlaceRefusal.InsufficientFunds(new Money(1_500_000 + 255 * 7_500), AMOUNT, 255));
    }

    @Test
    void theDailyLimitRefusesAndLowersNoCap() {
        open(Money.ofUsd("25"), TODAY);
        ledger.changeDailyLimit(ACCOUNT, Wallet.NO_LIMIT, new Money(8_999_999));

        assertThat(refusal(place())).isEqualTo(new PlaceRefusal.DailyLimitReached(new Money(8_999_999)));
    }

    @Test
    void yesterdaysSpendingDoesNotCountAgainstTodaysLimit() {
        open(Money.ofUsd("25"), TODAY.minusDays(1));
        var yesterday = new PlaceHold(
                ledger,
                TestGuardrail.unlimited(NOON),
                (alarm, subject) -> alarms.add(alarm),
                InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z")),
                WalletRules.STANDARD);
        yesterday.place(ACCOUNT, RequestId.of(NOON.instant(), 1), BOUND, () -> BOUND, LATER, List.of());
        ledger.changeDailyLimit(ACCOUNT, Wallet.NO_LIMIT, AMOUNT);

        placed(place());
    }

    @Test
    void aFrozenWalletIsRefusedWithItsReasons() {
        open(Money.ofUsd("25"), TODAY);
        ledger.freeze(ACCOUNT, "operator");

        assertThat(refusal(place())).isEqualTo(new PlaceRefusal.Frozen(Set.of("operator")));
    }

    @Test
    void aWalletInDebtIsRefusedWithTheAmountOwed() {
        open(new Money(-77), TODAY);

        assertThat(refusal(place())).isEqualTo(new PlaceRefusal.InDebt(new Money(77)));
    }

    @Test
    void aMissingWalletIsRefusedAndRaisesAnAlarm() {
        assertThat(refusal(place())).isEqualTo(new PlaceRefusal.NoWallet());
        assertThat(alarms).containsExactly(Alarm.WALLET_MISSING);
    }

    @Test
    void aFreeRequestWhoseExactBoundIsWithinTheAllowanceIsServed() {
        open(Money.ZERO, TODAY);
        var tier = TestTiers.mapping().tier(TierId.TIER_1);
        var whole = new HoldBound(tier, 1_000_000_000, 1);
        var exact = new HoldBound(tier, 100, 1_000_000_000, 1);
        var used = new HoldBound(tier, 100_000, 16_000);
        placed(placeHold.place(ACCOUNT, RequestId.of(NOON.instant(), 1), used, () -> used, LATER, List.of()));
        placed(placeHold.place(ACCOUNT, RequestId.of(NOON.instant(), 2), used, () -> used, LATER, List.of()));
        placed(placeHold.place(ACCOUNT, RequestId.of(NOON.instant(), 3), used, () -> used, LATER, List.of()));

        assertThat(placed(placeHold.place(
                                ACCOUNT, RequestId.of(NOON.instant(), 4), whole, () -> exact, LATER, List.of()))
                        .hold()
                        .freeAllowance())
                .isEqualTo(exact.freeAllowance());
    }

    @Test
    void aFreeRequestIsRefusedWhenTheAllowanceIsUsedUp() {
        open(Money.ZERO, TODAY);
        var free = new HoldBound(TestTiers.mapping().tier(TierId.TIER_1), 100_000, 8_192);

        for (var request = 0; request < 3; request++) {
            placed(placeHold.place(
                    ACCOUNT, RequestId.of(NOON.instant(), 100 + request), free, () -> free, LATER, List.of()));
        }
        assertThat(refusal(placeHold.place(
                        ACCOUNT, RequestId.of(NOON.instant(), 200), free, () -> free, LATER, List.of())))
                .isEqualTo(new PlaceRefusal.FreeAllowanceReached());
    }

    @Test
    void anUnbalancedImageFreezesTheWallet() {
        var broken = new InMemoryWalletLedger() {
            @Override
            public PlaceAnswer place(AccountId account, Placement placement) {
                return switch (super.place(account, placement)) {
                    case WriteAnswer.Written(var image) -> new WriteAnswer.Written(withOneCentTooMuch(image));
                    case PlaceAnswer other -> other;
                };
            }
        };
        broken.open(TestEntries.opening(ACCOUNT, "adj#1", Money.ofUsd("25"), TODAY), Money.ZERO);
        var place = new PlaceHold(
                broken,
                TestGuardrail.unlimited(NOON),
                (alarm, subject) -> alarms.add(alarm),
                NOON,
                WalletRules.STANDARD);

        var outcome = place.place(ACCOUNT, REQUEST, BOUND, () -> BOUND, LATER, List.of());

        assertThat(refusal(outcome)).isEqualTo(new PlaceRefusal.Unbalanced());
        assertThat(alarms).containsExactly(Alarm.WALLET_UNBALANCED);
        assertThat(broken.find(ACCOUNT).orElseThrow().frozenBy()).containsExactly(Freezes.INVARIANT);
    }

    private static Wallet withOneCentTooMuch(Wallet wallet) {
        return new Wallet(
                wallet.account(),
                wallet.freezes(),
                new Balance(wallet.cash().plus(Money.ofUsd("0.01")), wallet.grant(), wallet.credits(), wallet.debits()),
                wallet.version(),
                wallet.counters(),
                wallet.holds(),
                Map.of());
    }

    @Test
    void aHoldAboveTheConcurrentLimitIsRefused() {
        open(Money.ofUsd("25"), TODAY);
        var two = new PlaceHold(
                ledger,
                TestGuardrail.unlimited(NOON),
                (alarm, subject) -> alarms.add(alarm),
                NOON,
                new WalletRules(2, WalletRules.STANDARD.freeAllowance()));
        placed(two.place(ACCOUNT, RequestId.of(NOON.instant(), 11), BOUND, () -> BOUND, LATER, List.of()));
        placed(two.place(ACCOUNT, RequestId.of(NOON.instant(), 12), BOUND, () -> BOUND, LATER, List.of()));

        assertThat(refusal(two.place(ACCOUNT, RequestId.of(NOON.instant(), 13), BOUND, () -> BOUND, LATER, List.of())))
                .isEqualTo(new PlaceRefusal.TooManyHolds(2));
    }

    @Test
    void aHoldKeyThatExistsRaisesAnAlarmAndTheNextOneIsUsed() {
        open(Money.ofUsd("25"), TODAY);
        assertThat(placed(place()).key().attempt()).isEqualTo(1);
        assertThat(placed(place()).key().attempt()).isZero();

        var again = placed(place());

        assertThat(alarms).containsExactly(Alarm.HOLD_KEY_REUSED, Alarm.HOLD_KEY_REUSED);
        assertThat(again.key().attempt()).isEqualTo(2);
    }

    @Test
    void aRefusalWithAnUnbalancedWalletFreezesIt() {
        var store = new InMemoryWalletLedger();
        var opened = Wallet.opened(
                TestEntries.opening(ACCOUNT, "adj#1", Money.ZERO, TODAY), WalletRules.STANDARD.freeAllowance());
        store.put(new Wallet(
                ACCOUNT,
                Freezes.NONE,
                new Balance(Money.ZERO, Money.ZERO, new Money(1), Money.ZERO),
                1,
                new DayCounters(TODAY, opened.dailyLimit(), opened.dailyLeft(), opened.freeLeft()),
                Map.of(),
                Map.of()));
        var placeHold = new PlaceHold(
                store,
                TestGuardrail.unlimited(NOON),
                (alarm, subject) -> alarms.add(alarm),
                NOON,
                WalletRules.STANDARD);

        assertThat(refusal(placeHold.place(ACCOUNT, REQUEST, BOUND, () -> BOUND, LATER, List.of())))
                .isEqualTo(new PlaceRefusal.Unbalanced());
        assertThat(store.find(ACCOUNT).orElseThrow().isFrozen()).isTrue();
    }
}
