package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.SetLanes.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what lanes cost, and what happens when they are not as a process remembers them. */
class LaneChangesTest {

    private static final AccountId ACME = new AccountId("acme");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final WalletRules RULES = new WalletRules(128, new Money(5_000));

    private final InMemoryWalletLedger store = new InMemoryWalletLedger();
    private final WatchedLanes watched = new WatchedLanes(store);
    private final LanedLedger ledger = new LanedLedger(watched, RULES, () -> Instant.EPOCH);
    private final SetLanes setLanes = new SetLanes(watched, ledger, RULES, () -> Instant.EPOCH);
    private int requests;

    @BeforeEach
    void open() {
        ledger.open(TestEntries.opening(ACME, "adj#open", new Money(1_000), MONDAY), new Money(5_000));
        watched.calls.clear();
    }

    private Placement placement(long amount) {
        var hold = new Hold(new Money(amount), Money.ZERO, Purse.CASH, TierId.TIER_2, 9, MONDAY, Set.of());
        var key = new HoldKey(RequestId.of(Instant.EPOCH, ++requests), 0);
        return new Placement(key, hold, null, 128, new Money(5_000), List.of());
    }

    private Wallet placed(Placement placement) {
        for (var send = 0; send < 4; send++) {
            if (ledger.place(ACME, placement) instanceof WriteAnswer.Written(var image)) {
                return image;
            }
        }
        throw new AssertionError("not placed: " + placement);
    }

    private WholeWallet whole() {
        return ledger.findWhole(ACME).orElseThrow();
    }

    private void move(int from, int to, long cash, long left) {
        assertThat(store.move(ACME, LaneMove.ofShare(from, to, MONDAY, new Money(cash), new Money(left))))
                .isTrue();
    }

    @Test
    void anUndividedWalletCostsNoCallMore() {
        ledger.find(ACME);
        ledger.place(ACME, placement(1));
        ledger.place(ACME, placement(2_000));
        ledger.freeze(ACME, Freezes.OPERATOR);
        ledger.changeDailyLimit(ACME, Wallet.NO_LIMIT, new Money(9));
        new LanedScan(new InMemoryWalletScan(store, 9), ledger).all(Optional.empty());
        assertThat(watched.calls).containsExactly("0 find", "0 place", "0 place", "0 freeze", "0 changeDailyLimit");

        watched.calls.clear();
        ledger.thaw(ACME, Set.of(Freezes.OPERATOR), Freezes.OPERATOR);
        assertThat(watched.calls).containsExactly("0 find", "0 thaw");
    }

    @Test
    void aRefusalSaysThatThereAreLanes() {
        setLanes.set(ACME, Lanes.MAX);
        ledger.place(ACME, placement(2_000));
        watched.calls.clear();

        ledger.place(ACME, placement(1));

        assertThat(watched.calls.getFirst()).endsWith(" place").isNotEqualTo("0 place");
        assertThat(store.lane(Lanes.MAX).find(ACME)).isEmpty();
    }

    @Test
    void lane0ServesWhatAFrozenLaneRefuses() {
        setLanes.set(ACME, Lanes.MAX);
        placed(placement(1));
        for (var lane = 1; lane < Lanes.MAX; lane++) {
            store.lane(lane).freeze(ACME, "stuck");
        }

        assertThat(placed(placement(1)).lane()).isZero();
    }

    @Test
    void aWalletThatIsGoneIsMissing() {
        setLanes.set(ACME, Lanes.MAX);
        placed(placement(1));
        store.all().clear();

        assertThat(ledger.place(ACME, placement(1))).isEqualTo(new WriteAnswer.Refused(Optional.empty()));
    }

    @Test
    void aLaneGetsAFairShare() {
        setLanes.set(ACME, 4);

        new LaneMoves(watched, RULES)
                .refill(whole(), whole().lanes().get(1), placement(10).hold());

        assertThat(whole().lanes().get(1).cash()).isEqualTo(new Money(250));
        assertThat(whole().lanes().get(1).dailyLeft()).isEqualTo(new Money(Wallet.NO_LIMIT.nanoUsd() / 4));
    }

    @Test
    void theRichestLaneGivesHalfOfWhatItHas() {
        setLanes.set(ACME, 4);
        move(0, 1, 400, 0);
        move(0, 2, 300, 0);
        move(0, 3, 300, 0);
        var moves = whole().main().lanes().moves();

        new LaneMoves(watched, RULES)
                .refill(whole(), whole().main(), placement(50).hold());

        assertThat(whole().main().cash()).isEqualTo(new Money(200));
        assertThat(whole().main().lanes().moves()).isEqualTo(moves + 1);
    }

    @Test
    void aLaneThatHasSpentItMeanwhileIsPassed() {
        setLanes.set(ACME, 3);
        move(0, 1, 600, 600);
        move(0, 2, 400, 0);
        var outdated = whole();
        store.lane(1).place(ACME, placement(600));

        new LaneMoves(watched, RULES)
                .refill(outdated, outdated.main(), placement(50).hold());

        assertThat(whole().main().cash()).isEqualTo(new Money(200));
    }

    @Test
    void aKeyThatWasUsedMovesNoMoney() {
        setLanes.set(ACME, 4);
        var placement = placement(10);
        placed(placement);
        var moves = whole().main().lanes().moves();
        new LaneMoves(watched, RULES).refill(whole(), whole().main(), placement.hold());

        assertThat(whole().main().lanes().moves()).isEqualTo(moves);
    }

    @Test
    void aLimitIsRaisedWhileLanesHavePartsOfIt() {
        setLanes.set(ACME, 2);
        move(0, 1, 0, 400);
        ledger.changeDailyLimit(ACME, Wallet.NO_LIMIT, new Money(500));
        move(0, 1, 0, 200);

        assertThat(ledger.changeDailyLimit(ACME, new Money(500), new Money(900)))
                .isEqualTo(new WriteAnswer.Written(whole().sum()));
        assertThat(whole().sum().dailyLimit()).isEqualTo(new Money(900));
        assertThat(ledger.changeDailyLimit(ACME, new Money(500), new Money(7))).isInstanceOf(WriteAnswer.Refused.class);
        assertThat(whole().sum().dailyLimit()).isEqualTo(new Money(900));
    }

    @Test
    void anotherLanesNewDayIsNotSpentOnThisOne() {
        setLanes.set(ACME, 2);
        move(0, 1, 0, 400);
        store.lane(1).roll(ACME, new DayRoll(MONDAY, TUESDAY, Set.of()), Money.ZERO);

        var seen = ((WriteAnswer.Refused) ledger.place(ACME, placement(2_000))).seen();

        assertThat(seen.orElseThrow().dailyLeft()).isEqualTo(Wallet.NO_LIMIT.minus(new Money(400)));
    }

    @Test
    void aWalletWithALaneThatKeepsChangingIsNotPastTheDay() {
        setLanes.set(ACME, 2);
        watched.refused = "1 roll"::equals;
        assertThat(ledger.rollLanes(ACME, TUESDAY, Money.ZERO)).isEmpty();

        watched.refused = call -> false;
        assertThat(ledger.rollLanes(ACME, TUESDAY, Money.ZERO)).contains(whole().sum());
    }

    @Test
    void aStoreWithoutLanesRollsTheWallet() {
        assertThat(store.rollLanes(new AccountId("nobody"), TUESDAY, Money.ZERO))
                .isEmpty();
        var rolled = store.rollLanes(ACME, TUESDAY, Money.ZERO);

        assertThat(rolled).isPresent().isEqualTo(store.find(ACME));
        assertThat(rolled.orElseThrow().day()).isEqualTo(TUESDAY);
        assertThat(store.rollLanes(ACME, TUESDAY, Money.ZERO)).isEqualTo(rolled);
        var changing = new UnreliableLedger(store) {
            @Override
            public WriteAnswer roll(AccountId account, DayRoll roll, Money freeAllowance) {
                return new WriteAnswer.Refused(find(account));
            }
        };
        assertThat(changing.rollLanes(ACME, TUESDAY.plusDays(1), Money.ZERO)).isEmpty();
    }

    @Test
    void lanesOnDifferentDaysAreClosedByOneCall() {
        setLanes.set(ACME, 2);
        move(0, 1, 400, 400);
        store.lane(1).roll(ACME, new DayRoll(MONDAY, TUESDAY, Set.of()), Money.ZERO);

        assertThat(setLanes.set(ACME, 1)).isInstanceOf(Outcome.Divided.class);
        assertThat(whole().sum().cash()).isEqualTo(new Money(1_000));
    }

    @Test
    void lanesThatAreBeingClosedAreOpenedAgain() {
        setLanes.set(ACME, 3);
        move(0, 1, 400, 400);
        store.lane(1).place(ACME, placement(10));
        assertThat(setLanes.set(ACME, 1)).isInstanceOf(Outcome.Closing.class);

        assertThat(setLanes.set(ACME, 3)).isInstanceOf(Outcome.Divided.class);
        assertThat(setLanes.set(ACME, 3)).isInstanceOf(Outcome.Divided.class);
        assertThat(whole().lanes()).hasSize(3).noneMatch(Wallet::isFrozen);
        setLanes.set(ACME, 2);
        assertThat(whole().lanes()).hasSize(2);
    }

    @Test
    void holdsThatKeepEndingDoNotKeepTheCallerForEver() {
        setLanes.set(ACME, 2);
        move(0, 1, 400, 400);
        watched.answerToMoves = Optional.of(true);
        assertThat(setLanes.set(ACME, 1)).isInstanceOf(Outcome.Closing.class);

        watched.refused = "divide"::equals;
        assertThatThrownBy(() -> setLanes.set(ACME, 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("change too often");
    }

    @Test
    void thereAreOneToSixtyFourLanes() {
        assertThatThrownBy(() -> new Lanes(0, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Lanes(3, 2, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Lanes(1, 65, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new LanedScan(new InMemoryWalletScan(store, 9), ledger).after(ACME))
                .isEqualTo("acme");
    }
}
