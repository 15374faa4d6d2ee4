package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.WriteAnswer.Refused;
import ai.tierup.domain.wallet.WriteAnswer.Written;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link LanedLedger} does when other processes change the lanes of a wallet between its own reads and writes. */
class LanedLedgerAmongOthersTest {

    private static final AccountId ACME = new AccountId("acme");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);
    private static final Money ALLOWANCE = new Money(5_000);
    private static final WalletRules RULES = new WalletRules(128, ALLOWANCE);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(77));
    private static final int LANES = 4;

    private final InMemoryWalletLedger store = new InMemoryWalletLedger();
    private final WatchedLanes watched = new WatchedLanes(store);
    private final LanedLedger ledger = new LanedLedger(watched, RULES, CLOCK);
    private int requests;
    private int others;

    @BeforeEach
    void openAndDivide() {
        ledger.open(TestEntries.opening(ACME, "adj#open", new Money(1_000), MONDAY), ALLOWANCE);
        new SetLanes(store, ledger, RULES, CLOCK).set(ACME, LANES);
    }

    private Placement placement(long amount) {
        var hold = new Hold(new Money(amount), Money.ZERO, Purse.CASH, TierId.TIER_2, 9, MONDAY, Set.of());
        var key = new HoldKey(RequestId.of(Instant.EPOCH, ++requests), 0);
        return new Placement(key, hold, null, 128, ALLOWANCE, List.of());
    }

    private void move(int from, int to, long amount) {
        assertThat(store.move(ACME, LaneMove.ofShare(from, to, MONDAY, new Money(amount), new Money(amount))))
                .isTrue();
    }

    private BookAnswer refund(long amount) {
        return ledger.book(TestEntries.entry(
                ACME, "refund#" + ++requests, EntryType.REFUND, Purse.CASH, new Money(-amount), MONDAY));
    }

    private Wallet sum() {
        return ledger.find(ACME).orElseThrow();
    }

    private Wallet lane(int number) {
        return store.lane(number).find(ACME).orElseThrow();
    }

    @Test
    void aRequestWaitsForThreeReadsOfTheLanesAndOtherCallersForTwenty() {
        watched.before.put("3 find", () -> {
            move(0, 1, 1);
            move(1, 0, 1);
        });
        watched.calls.clear();

        assertThat(ledger.place(ACME, placement(2_000))).isEqualTo(new PlaceAnswer.NotApplied());
        assertThat(watched.count("3 find")).isEqualTo(3);
        watched.calls.clear();
        assertThatThrownBy(this::sum).isInstanceOf(IllegalStateException.class);
        assertThat(watched.count("3 find")).isEqualTo(20);
    }

    @Test
    void aLimitThatIsLoweredHoldsInAllLanesBeforeTheOthersHavePaid() {
        ledger.changeDailyLimit(ACME, Wallet.NO_LIMIT, new Money(500));
        move(0, 1, 300);
        var placed = new ArrayList<PlaceAnswer>();
        watched.after.put("0 changeDailyLimit", () -> {
            if (sumOfLimits() < 500) {
                placed.add(store.lane(1).place(ACME, placement(250)));
            }
        });

        assertThat(ledger.changeDailyLimit(ACME, new Money(500), new Money(200)))
                .isEqualTo(new Written(sum()));

        assertThat(placed).hasSize(1).allMatch(Refused.class::isInstance);
        assertThat(sum().dailyLeft()).isEqualTo(new Money(200));
        assertThat(sum().lanes().open()).isEqualTo(LANES);
    }

    private long sumOfLimits() {
        return lane(0).dailyLimit().nanoUsd() + lane(1).dailyLimit().nanoUsd();
    }

    @Test
    void aDebtOfLane0ThatOthersKeepFromBeingPaidIsPaidWithTheNextOne() {
        move(0, 1, 300);
        watched.answerToMoves = Optional.of(false);

        assertThat(refund(800)).isEqualTo(new BookAnswer.Booked());
        assertThat(watched.count("move")).isEqualTo(10);
        assertThat(lane(0).cash()).isEqualTo(new Money(-100));
        assertThat(sum().cash()).isEqualTo(new Money(200));

        watched.answerToMoves = Optional.empty();
        refund(1);
        assertThat(lane(0).isInDebt()).isFalse();
        assertThat(sum().cash()).isEqualTo(new Money(199));
    }

    @Test
    void aWalletStaysFrozenWhenOthersKeepFreezingALane() {
        ledger.freeze(ACME, Freezes.OPERATOR);
        watched.before.put("1 thaw", () -> store.lane(1).freeze(ACME, Freezes.dispute("case_" + ++others)));

        assertThatThrownBy(() -> ledger.thaw(ACME, Set.of(Freezes.OPERATOR), Freezes.OPERATOR))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("change too often");

        assertThat(watched.count("1 thaw")).isEqualTo(10);
        assertThat(lane(0).isFrozen() && lane(1).isFrozen()).isTrue();
    }

    @Test
    void lanesThatWereTakenAwayAreNoPartOfTheWallet() {
        new SetLanes(store, ledger, RULES, CLOCK).set(ACME, 2);
        var takenAway = lane(2);

        ledger.freeze(ACME, Freezes.OPERATOR);

        assertThat(ledger.findWhole(ACME).orElseThrow().lanes())
                .extracting(Wallet::lane)
                .containsExactly(0, 1);
        assertThat(lane(1).isFrozen()).isTrue();
        assertThat(lane(2)).isEqualTo(takenAway);
    }
}
