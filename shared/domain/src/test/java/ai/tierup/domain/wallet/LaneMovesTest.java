package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaneMovesTest {

    private static final AccountId ACME = new AccountId("acme");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final WalletRules RULES = new WalletRules(128, Money.ZERO);
    private static final int LANES = 4;

    private final InMemoryWalletLedger store = new InMemoryWalletLedger();
    private final LanedLedger ledger = new LanedLedger(store, RULES, () -> Instant.EPOCH);
    private final LaneMoves moves = new LaneMoves(store, RULES);

    @BeforeEach
    void divide() {
        ledger.open(TestEntries.opening(ACME, "adj#open", new Money(1_000), MONDAY), Money.ZERO);
        new SetLanes(store, ledger, RULES, () -> Instant.EPOCH).set(ACME, LANES);
        store.changeDailyLimit(ACME, Wallet.NO_LIMIT, new Money(800));
    }

    private WholeWallet whole() {
        return ledger.findWhole(ACME).orElseThrow();
    }

    private Wallet lane(int number) {
        return store.lane(number).find(ACME).orElseThrow();
    }

    private void give(int lane, long cash, long left) {
        assertThat(store.move(ACME, LaneMove.ofShare(0, lane, lane(0).day(), new Money(cash), new Money(left))))
                .isTrue();
    }

    private static Hold hold(long amount) {
        return new Hold(new Money(amount), Money.ZERO, Purse.CASH, TierId.TIER_2, 9, MONDAY, Set.of());
    }

    private void assertShare(int lane, long cash, long left) {
        assertThat(lane(lane).cash()).as("cash of lane %s", lane).isEqualTo(new Money(cash));
        assertThat(lane(lane).dailyLeft()).as("limit of lane %s", lane).isEqualTo(new Money(left));
    }

    @Test
    void aLaneThatLacksOnlyAPartOfTheLimitGetsNoMoney() {
        give(2, 100, 0);

        moves.refill(whole(), lane(2), hold(50));

        assertShare(2, 100, 200);
    }

    @Test
    void aLaneThatLacksNothingGetsNothing() {
        give(2, 100, 100);
        var before = whole();

        moves.refill(before, lane(2), hold(100));

        assertThat(whole()).isEqualTo(before);
    }

    /** Lane 1 is the richest in the image, and has spent everything meanwhile. */
    @Test
    void whatALaneCannotGiveAnyMoreIsTakenFromTheNext() {
        give(1, 600, 400);
        give(3, 400, 400);
        var outdated = whole();
        var key = new HoldKey(RequestId.of(Instant.EPOCH, 1), 0);
        var spending = new Placement(key, hold(400), null, 128, Money.ZERO, List.of());
        assertThat(store.lane(1).place(ACME, spending)).isInstanceOf(WriteAnswer.Written.class);

        moves.refill(outdated, lane(2), hold(300));

        assertShare(1, 200, 0);
        assertShare(2, 300, 300);
        assertShare(3, 100, 100);
    }

    @Test
    void lanesAreRolledToTheSameDayBeforeMoneyMoves() {
        store.lane(2).roll(ACME, DayRoll.of(lane(2), TUESDAY), Money.ZERO);

        moves.refill(whole(), lane(2), hold(10));

        assertThat(whole().lanes()).hasSize(LANES).allMatch(lane -> lane.day().equals(TUESDAY));
        assertShare(2, 0, 0);
        assertThat(moves.alignDays(whole())).isFalse();
        moves.refill(whole(), lane(2), hold(10));
        assertShare(2, 250, 200);
    }
}
