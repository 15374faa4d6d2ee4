package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.SetLanes.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LanedLedgerTest {

    private static final AccountId ACME = new AccountId("acme");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final Money ALLOWANCE = new Money(5_000);
    private static final WalletRules RULES = new WalletRules(128, ALLOWANCE);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(77));
    private static final int LANES = 4;

    private final InMemoryWalletLedger store = new InMemoryWalletLedger();
    private final List<Integer> used = new ArrayList<>();
    private final LanedLedger ledger = new LanedLedger(watched(), RULES, CLOCK);
    private final SetLanes setLanes = new SetLanes(store, ledger, RULES, CLOCK);
    private int requests;
    private Runnable beforeLastLane = () -> {};

    /** Notes the number of each lane that is used. */
    private LaneStore watched() {
        return new LaneStore() {
            @Override
            public WalletLedger lane(int number) {
                used.add(number);
                if (number == LANES - 1) {
                    beforeLastLane.run();
                }
                return store.lane(number);
            }

            @Override
            public WriteAnswer divide(Wallet seen, Lanes next) {
                return store.divide(seen, next);
            }

            @Override
            public boolean move(AccountId account, LaneMove move) {
                return store.move(account, move);
            }
        };
    }

    @BeforeEach
    void open() {
        ledger.open(TestEntries.opening(ACME, "adj#open", new Money(1_000), MONDAY), ALLOWANCE);
    }

    private void divide() {
        assertThat(setLanes.set(ACME, LANES)).isInstanceOf(Outcome.Divided.class);
        // The ledger learns it from the image of lane 0.
        ledger.apply(ACME, application(place(0, Purse.CASH, MONDAY)));
        used.clear();
    }

    private Placement placement(long amount, Purse purse, LocalDate day) {
        var hold = purse == Purse.FREE
                ? new Hold(Money.ZERO, new Money(amount), purse, TierId.TIER_1, 9, day, Set.of())
                : new Hold(new Money(amount), Money.ZERO, purse, TierId.TIER_2, 9, day, Set.of());
        var key = new HoldKey(RequestId.of(Instant.EPOCH, ++requests), 0);
        var roll = day.equals(MONDAY) ? null : new DayRoll(MONDAY, day, Set.of());
        return new Placement(key, hold, roll, 128, ALLOWANCE, List.of());
    }

    /** Places a hold as {@link PlaceHold} does: a refused one again, if there is money. */
    private Placed place(long amount, Purse purse, LocalDate day) {
        var placement = placement(amount, purse, day);
        for (var send = 0; send < 4; send++) {
            if (ledger.place(ACME, placement) instanceof WriteAnswer.Written(var image)) {
                return new Placed(placement, image);
            }
        }
        throw new AssertionError("not placed: " + placement);
    }

    private record Placed(Placement placement, Wallet image) {}

    private static Application application(Placed placed) {
        var hold = placed.placement().hold();
        return Application.onTheSameDay(placed.placement().key(), hold, hold.amount(), Money.ZERO)
                .inLaneOf(placed.image().version());
    }

    private Wallet sum() {
        return ledger.find(ACME).orElseThrow();
    }

    private List<Wallet> lanes() {
        return ledger.findWhole(ACME).orElseThrow().lanes();
    }

    @Test
    void anUndividedWalletIsOneItem() {
        var placed = place(300, Purse.CASH, MONDAY);
        ledger.apply(ACME, application(placed));
        ledger.freeze(ACME, Freezes.OPERATOR);
        ledger.thaw(ACME, Set.of(Freezes.OPERATOR), Freezes.OPERATOR);

        assertThat(used).containsOnly(0);
        assertThat(sum()).isEqualTo(store.find(ACME).orElseThrow());
        assertThat(ledger.place(ACME, placement(701, Purse.CASH, MONDAY)))
                .isEqualTo(new WriteAnswer.Refused(store.find(ACME)));
    }

    @Test
    void holdsAreSpreadOverAllLanesAndSettledWhereTheyAre() {
        divide();
        var placed = new ArrayList<Placed>();
        for (var request = 0; request < 60; request++) {
            placed.add(place(10, Purse.CASH, MONDAY));
        }
        var inLanes = placed.stream()
                .collect(Collectors.groupingBy(hold -> hold.image().lane(), Collectors.counting()));
        assertThat(inLanes)
                .hasSize(LANES)
                .allSatisfy((lane, holds) -> assertThat(holds).isGreaterThan(5));
        assertThat(sum().held()).isEqualTo(new Money(600));
        assertThat(sum().holds()).hasSize(60);

        placed.forEach(
                hold -> assertThat(ledger.apply(ACME, application(hold))).isInstanceOf(WriteAnswer.Written.class));

        assertThat(sum().cash()).isEqualTo(new Money(400));
        assertThat(sum().debits()).isEqualTo(new Money(600));
        assertThat(sum().credits()).isEqualTo(new Money(1_000));
        assertThat(lanes()).allMatch(Wallet::isBalanced);
    }

    @Test
    void aHoldMayTakeAllThatTheLanesHaveTogether() {
        divide();
        for (var request = 0; request < 20; request++) {
            ledger.apply(ACME, application(place(10, Purse.CASH, MONDAY)));
        }
        assertThat(lanes()).noneMatch(lane -> lane.cash().equals(new Money(800)));

        place(800, Purse.CASH, MONDAY);

        assertThat(sum().cash()).isEqualTo(Money.ZERO);
        assertThat(ledger.place(ACME, placement(1, Purse.CASH, MONDAY)))
                .isInstanceOfSatisfying(
                        WriteAnswer.Refused.class,
                        refused -> assertThat(refused.seen().orElseThrow().available())
                                .isEqualTo(Money.ZERO));
    }

    @Test
    void grantsTheAllowanceAndLimitedSpendersStayInLane0() {
        divide();
        ledger.book(TestEntries.entry(ACME, "grant#1", EntryType.GRANT, Purse.GRANT, new Money(400), MONDAY));
        for (var request = 0; request < 20; request++) {
            assertThat(place(10, Purse.GRANT, MONDAY).image().lane()).isZero();
            assertThat(place(10, Purse.FREE, MONDAY).image().lane()).isZero();
        }
        assertThat(sum().grant()).isEqualTo(new Money(200));
        assertThat(sum().freeLeft()).isEqualTo(new Money(4_800));
        ledger.countKey(ACME, new SpenderId("key_1"));
        assertThat(sum().keys()).containsOnlyKeys(new SpenderId("key_1"));
    }

    @Test
    void aLimitHoldsForAllLanesTogether() {
        divide();
        for (var request = 0; request < 20; request++) {
            ledger.apply(ACME, application(place(10, Purse.CASH, MONDAY)));
        }

        assertThat(ledger.changeDailyLimit(ACME, Wallet.NO_LIMIT, new Money(250)))
                .isEqualTo(new WriteAnswer.Written(sum()));
        assertThat(sum().dailyLimit()).isEqualTo(new Money(250));
        assertThat(sum().dailyLeft()).isEqualTo(new Money(50));
        place(50, Purse.CASH, MONDAY);
        assertThat(ledger.place(ACME, placement(1, Purse.CASH, MONDAY))).isInstanceOf(WriteAnswer.Refused.class);
        assertThat(ledger.changeDailyLimit(ACME, Wallet.NO_LIMIT, new Money(9)))
                .isInstanceOf(WriteAnswer.Refused.class);

        assertThat(sum().lanes().open()).isEqualTo(LANES);
        ledger.changeDailyLimit(ACME, new Money(250), new Money(100));
        assertThat(sum().dailyLeft()).isEqualTo(new Money(-150));
        assertThat(sum().lanes().open()).isOne();
        ledger.changeDailyLimit(ACME, new Money(100), Wallet.NO_LIMIT);
        assertThat(sum().hasDailyLimit()).isFalse();
    }

    @Test
    void aDebtIsPaidByAllLanesAndWhatComesBackIsNotSpentThere() {
        divide();
        var placed = new ArrayList<Placed>();
        for (var request = 0; request < 20; request++) {
            placed.add(place(10, Purse.CASH, MONDAY));
        }

        ledger.book(TestEntries.entry(ACME, "refund#1", EntryType.REFUND, Purse.CASH, new Money(-900), MONDAY));

        assertThat(sum().cash()).isEqualTo(new Money(-100));
        assertThat(lanes()).allMatch(lane -> lane.lane() == 0 || lane.cash().isZero());
        placed.forEach(hold -> {
            var free = Application.onTheSameDay(
                    hold.placement().key(), hold.placement().hold(), Money.ZERO, Money.ZERO);
            ledger.apply(ACME, free.inLaneOf(hold.image().version()));
        });
        assertThat(lanes())
                .allMatch(lane ->
                        lane.lane() == 0 || lane.isFrozen() || lane.cash().isZero());
        ledger.book(TestEntries.entry(ACME, "refund#2", EntryType.REFUND, Purse.CASH, new Money(-200), MONDAY));
        assertThat(sum().cash()).isEqualTo(new Money(-100));
        assertThat(ledger.place(ACME, placement(1, Purse.CASH, MONDAY)))
                .isInstanceOfSatisfying(
                        WriteAnswer.Refused.class,
                        refused -> assertThat(refused.seen().orElseThrow().isInDebt())
                                .isTrue());
    }

    @Test
    void aRefundThatAllLanesCanPayLeavesThemOpen() {
        divide();
        for (var request = 0; request < 20; request++) {
            ledger.apply(ACME, application(place(10, Purse.CASH, MONDAY)));
        }
        var inLane0 = lanes().getFirst().cash();

        ledger.book(TestEntries.entry(
                ACME, "refund#1", EntryType.REFUND, Purse.CASH, new Money(-5).minus(inLane0), MONDAY));

        assertThat(lanes()).noneMatch(Wallet::isInDebt);
        assertThat(sum().lanes().open()).isEqualTo(LANES);
        assertThat(sum().cash()).isEqualTo(new Money(795).minus(inLane0));
    }

    @Test
    void allLanesAreFrozenAndThawed() {
        divide();
        for (var request = 0; request < 20; request++) {
            place(10, Purse.CASH, MONDAY);
        }
        assertThat(ledger.freeze(ACME, Freezes.OPERATOR)).isEqualTo(new WriteAnswer.Written(sum()));
        assertThat(lanes()).allMatch(Wallet::isFrozen);

        assertThat(ledger.thaw(ACME, Set.of(Freezes.OPERATOR), Freezes.OPERATOR))
                .isEqualTo(new WriteAnswer.Written(sum()));
        assertThat(lanes()).noneMatch(Wallet::isFrozen);
    }

    @Test
    void allLanesAreRolledBeforeADayIsClosed() {
        divide();
        place(10, Purse.CASH, TUESDAY);
        assertThat(lanes()).anyMatch(lane -> lane.day().equals(MONDAY));
        assertThat(sum().day()).isEqualTo(TUESDAY);

        assertThat(ledger.rollLanes(ACME, TUESDAY, ALLOWANCE)).isEqualTo(Optional.of(sum()));

        assertThat(lanes()).allMatch(lane -> lane.day().equals(TUESDAY));
    }

    @Test
    void closedLanesGiveAllTheyHaveToLane0() {
        divide();
        var placed = new ArrayList<Placed>();
        for (var request = 0; request < 30; request++) {
            placed.add(place(10, Purse.CASH, MONDAY));
        }

        assertThat(setLanes.set(ACME, 1)).isInstanceOf(Outcome.Closing.class);
        assertThat(lanes())
                .filteredOn(lane -> lane.lane() > 0)
                .allMatch(lane -> lane.isFrozen() && lane.cash().isZero());
        assertThat(place(10, Purse.CASH, MONDAY).image().lane()).isZero();
        placed.forEach(hold -> ledger.apply(ACME, application(hold)));

        assertThat(setLanes.set(ACME, 1)).isInstanceOf(Outcome.Divided.class);
        assertThat(sum()).isEqualTo(store.find(ACME).orElseThrow());
        assertThat(sum().lanes().count()).isOne();
        assertThat(sum().debits()).isEqualTo(new Money(300));
        assertThat(sum().dailyLimit()).isEqualTo(Wallet.NO_LIMIT);
        assertThat(store.lane(1).find(ACME).orElseThrow().credits()).isEqualTo(Money.ZERO);
    }

    @Test
    void aLaneThatIsOpenedAgainHasHigherVersionsThanBefore() {
        setLanes.set(ACME, 2);
        var before = lanes().get(1).version();
        setLanes.set(ACME, 1);
        setLanes.set(ACME, 2);

        assertThat(Lanes.laneOf(before)).isOne();
        assertThat(lanes()).hasSize(2).noneMatch(Wallet::isFrozen);
        assertThat(lanes().get(1).version()).isGreaterThan(before);
    }

    @Test
    void aFrozenOrMissingWalletIsNotDivided() {
        ledger.freeze(ACME, Freezes.OPERATOR);

        assertThat(setLanes.set(ACME, 2)).isInstanceOf(Outcome.Frozen.class);
        assertThat(setLanes.set(new AccountId("nobody"), 2)).isInstanceOf(Outcome.NoWallet.class);
        assertThatThrownBy(() -> setLanes.set(ACME, 65)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> setLanes.set(ACME, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aScanHasWholeWalletsAndTheHoldsOfEachLane() {
        divide();
        for (var request = 0; request < 20; request++) {
            place(10, Purse.CASH, MONDAY);
        }
        var scan = new LanedScan(new InMemoryWalletScan(store, 100), ledger);

        assertThat(scan.all(Optional.empty()).wallets()).containsExactly(sum());
        assertThat(scan.holding(Optional.empty()).wallets())
                .hasSize(LANES)
                .allMatch(lane -> lane.account().equals(ACME));
    }

    @Test
    void moneyThatMovesWhileLanesAreReadIsSeenOnce() {
        divide();
        store.move(ACME, LaneMove.ofShare(0, 1, MONDAY, new Money(300), Money.ZERO));
        beforeLastLane = () -> {
            beforeLastLane = () -> {};
            store.move(ACME, LaneMove.ofShare(0, 1, MONDAY, new Money(200), Money.ZERO));
        };
        assertThat(sum().cash()).isEqualTo(new Money(1_000));

        beforeLastLane = () -> store.move(ACME, LaneMove.ofShare(1, 0, MONDAY, new Money(1), Money.ZERO));
        assertThatThrownBy(this::sum).isInstanceOf(IllegalStateException.class).hasMessageContaining("was moved");
        assertThat(ledger.place(ACME, placement(2_000, Purse.GRANT, MONDAY))).isEqualTo(new PlaceAnswer.NotApplied());
    }

    @Test
    void aDividedWalletIsNotReplaced() {
        divide();
        var seen = Optional.of(sum());

        assertThat(ledger.replace(seen, sum())).isEqualTo(new WriteAnswer.Refused(seen));
    }
}
