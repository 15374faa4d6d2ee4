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
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SetLanesTest {

    private static final AccountId ACME = new AccountId("acme");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);
    private static final WalletRules RULES = new WalletRules(128, Money.ZERO);
    private static final int MAX_STEPS = 20;

    private final InMemoryWalletLedger store = new InMemoryWalletLedger();
    private final LaneStore watched = new WatchedStore();
    private final LanedLedger ledger = new LanedLedger(watched, RULES, () -> Instant.EPOCH);
    private final SetLanes setLanes = new SetLanes(watched, ledger, RULES, () -> Instant.EPOCH);
    private int usesOfLane1;
    private Runnable beforeLane1 = () -> {};
    private int divisions;
    private int ended;
    private Runnable afterDivision = () -> {};
    private Runnable afterMove = () -> {};

    private final class WatchedStore implements LaneStore {

        @Override
        public WalletLedger lane(int number) {
            if (number == 1) {
                usesOfLane1++;
                beforeLane1.run();
            }
            return store.lane(number);
        }

        @Override
        public WriteAnswer divide(Wallet seen, Lanes next) {
            divisions++;
            var answer = store.divide(seen, next);
            afterDivision.run();
            return answer;
        }

        @Override
        public boolean move(AccountId account, LaneMove move) {
            var isMoved = store.move(account, move);
            afterMove.run();
            return isMoved;
        }
    }

    @BeforeEach
    void open() {
        ledger.open(TestEntries.opening(ACME, "adj#open", new Money(1_000), MONDAY), Money.ZERO);
    }

    private Wallet lane(int number) {
        return store.lane(number).find(ACME).orElseThrow();
    }

    private static Hold hold() {
        return new Hold(new Money(10), Money.ZERO, Purse.CASH, TierId.TIER_2, 9, MONDAY, Set.of());
    }

    private static HoldKey key(int number) {
        return new HoldKey(RequestId.of(Instant.EPOCH, number), 0);
    }

    private void holdInLane1(int holds) {
        var cash = new Money(10L * holds);
        assertThat(store.move(ACME, LaneMove.ofShare(0, 1, MONDAY, cash, cash))).isTrue();
        for (var number = 0; number < holds; number++) {
            var placement = new Placement(key(number), hold(), null, 128, Money.ZERO, List.of());
            assertThat(store.lane(1).place(ACME, placement)).isInstanceOf(WriteAnswer.Written.class);
        }
    }

    /** Ends the next hold of lane 1, which gives its money back there. */
    private void endNext() {
        var application = Application.onTheSameDay(key(ended++), hold(), Money.ZERO, Money.ZERO);
        assertThat(store.lane(1).apply(ACME, application)).isInstanceOf(WriteAnswer.Written.class);
    }

    @Test
    void aLaneThatSomebodyElseHasOpenedMeanwhileKeepsItsMoney() {
        beforeLane1 = () -> {
            beforeLane1 = () -> {};
            new SetLanes(store, ledger, RULES, () -> Instant.EPOCH).set(ACME, 2);
            store.move(ACME, LaneMove.ofShare(0, 1, MONDAY, new Money(400), new Money(400)));
        };

        assertThat(setLanes.set(ACME, 3)).isInstanceOf(Outcome.Divided.class);

        assertThat(lane(1).cash()).isEqualTo(new Money(400));
        assertThat(ledger.find(ACME).orElseThrow().cash()).isEqualTo(new Money(1_000));
    }

    @Test
    void aLaneThatWasTakenAwayIsOpenedWithAHigherVersion() {
        setLanes.set(ACME, 2);
        setLanes.set(ACME, 1);
        var later = Instant.ofEpochMilli(1_000_000);

        new SetLanes(watched, ledger, RULES, () -> later).set(ACME, 2);

        assertThat(Lanes.writes(lane(1).version())).isGreaterThanOrEqualTo(later.toEpochMilli());
    }

    @Test
    void aCallThatCanOnlyWaitForHoldsEndsAtOnce() {
        setLanes.set(ACME, 2);
        holdInLane1(1);
        setLanes.set(ACME, 1);
        usesOfLane1 = 0;

        assertThat(setLanes.set(ACME, 1)).isInstanceOf(Outcome.Closing.class);

        assertThat(usesOfLane1).isEqualTo(2);
    }

    @Test
    void lanesWhoseHoldsKeepEndingAreClosedByAnotherCall() {
        setLanes.set(ACME, 2);
        holdInLane1(25);
        endNext();
        afterMove = this::endNext;

        assertThat(setLanes.set(ACME, 1))
                .isEqualTo(new Outcome.Closing(ledger.find(ACME).orElseThrow()));

        afterMove = () -> {};
        while (!lane(1).holds().isEmpty()) {
            endNext();
        }
        assertThat(setLanes.set(ACME, 1)).isInstanceOf(Outcome.Divided.class);
        assertThat(lane(0).cash()).isEqualTo(new Money(1_000));
    }

    @Test
    void aCallGivesUpWhenOthersKeepChangingTheLanes() {
        setLanes.set(ACME, 3);
        divisions = 0;
        afterDivision = () -> store.divide(lane(0), new Lanes(3, 3, 0));

        assertThatThrownBy(() -> setLanes.set(ACME, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("change too often");
        assertThat(divisions).isEqualTo(MAX_STEPS);
    }

    @Test
    void aLaneThatAnotherCallHasClosedMeanwhileIsOpenedAgain() {
        setLanes.set(ACME, 2);
        // The step of another call that closes lanes, delayed until this one had opened them.
        store.lane(1).freeze(ACME, Freezes.CLOSED_LANE);

        var outcome = setLanes.set(ACME, 2);

        assertThat(outcome).isInstanceOf(Outcome.Divided.class);
        assertThat(lane(1).isFrozen()).isFalse();
        holdInLane1(1);
    }

    @Test
    void closedLanesAreOpenedAgainAlthoughAnotherOneStillHasHolds() {
        setLanes.set(ACME, 3);
        assertThat(store.move(ACME, LaneMove.ofShare(0, 2, MONDAY, new Money(10), new Money(10))))
                .isTrue();
        var placement = new Placement(key(0), hold(), null, 128, Money.ZERO, List.of());
        assertThat(store.lane(2).place(ACME, placement)).isInstanceOf(WriteAnswer.Written.class);
        setLanes.set(ACME, 1);

        var outcome = setLanes.set(ACME, 2);

        assertThat(outcome).isInstanceOf(Outcome.Closing.class);
        assertThat(lane(1).isFrozen()).isFalse();
        assertThat(lane(2).isFrozen()).isTrue();
    }
}
