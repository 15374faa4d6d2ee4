package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;


import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of wallets must do: exactly what {@link Wallet} says, and nothing when the condition does not hold. */
public abstract class WalletLedgerContract {

    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
    private static final Money ALLOWANCE = new Money(5_000);
    private static final int CAP = 4;

    private static int accounts;
    private int requests;

    private final AccountId account = new AccountId("acme-" + ++accounts);

    protected abstract WalletLedger ledger();

    /** Stores {@code wallet} as it is, whatever was there. */
    protected abstract void put(Wallet wallet);

    private void open(long cash) {
        ledger().open(TestEntries.opening(account, "adj#opening", new Money(cash), MONDAY), ALLOWANCE);
    }

    /** A wallet whose credits explain it. */
    private void open(long cash, long grant) {
        put(new Wallet(
                account,
                Freezes.NONE,
                new Balance(new Money(cash), new Money(grant), new Money(cash + grant), Money.ZERO),
                1,
                new DayCounters(MONDAY, Wallet.NO_LIMIT, Wallet.NO_LIMIT, ALLOWANCE),
                Map.of(),
                Map.of()));
    }

    private HoldKey nextKey() {
        return new HoldKey(RequestId.of(Instant.parse("2026-11-23T10:00:00Z"), ++requests), 0);
    }

    private static Hold hold(long amount, Purse purse, LocalDate day) {
        return new Hold(new Money(amount), Money.ZERO, purse, TierId.TIER_2, 1_795_000_000L, day, null);
    }

    private static Hold freeHold(long allowance, LocalDate day) {
        return new Hold(Money.ZERO, new Money(allowance), Purse.FREE, TierId.TIER_1, 1_795_000_000L, day, null);
    }

    private static Placement placement(HoldKey key, Hold hold) {
        return new Placement(key, hold, null, CAP, ALLOWANCE, null);
    }

    private static Placement firstOfTheDay(HoldKey key, Hold hold, LocalDate seen) {
        return new Placement(key, hold, new DayRoll(seen, hold.day(), Set.of()), CAP, ALLOWANCE, null);
    }

    private Wallet placed(Placement placement) {
        return written(ledger().place(account, placement));
    }

    private Wallet applied(HoldKey key, Hold hold, long cost, long allowanceUsed, boolean sameDay) {
        return written(ledger().apply(account, application(key, hold, cost, allowanceUsed, sameDay)));
    }

    private static Application application(HoldKey key, Hold hold, long cost, long allowanceUsed, boolean sameDay) {
        return new Application(
                key, hold, new Money(cost), new Money(allowanceUsed), sameDay, Set.of());
    }

    private static Wallet written(PlaceAnswer answer) {
        assertThat(answer).isInstanceOf(WriteAnswer.Written.class);
        var image = ((WriteAnswer.Written) answer).image();
        assertThat(image.isBalanced()).isTrue();
        return image;
    }

    private static Wallet refused(PlaceAnswer answer) {
        assertThat(answer).isInstanceOf(WriteAnswer.Refused.class);
        return ((WriteAnswer.Refused) answer).seen().orElseThrow();
    }

    @Test
    void anOpenedWalletHasItsCashAndNoLimit() {
        assertThat(ledger().open(TestEntries.opening(account, "adj#1", new Money(700), MONDAY), ALLOWANCE))
                .isTrue();

        assertThat(ledger().find(account))
                .contains(Wallet.opened(TestEntries.opening(account, "adj#1", new Money(700), MONDAY), ALLOWANCE));
    }

    @Test
    void aSecondOpeningChangesNothing() {
        open(700);

        assertThat(ledger().open(TestEntries.opening(account, "adj#2", new Money(900), TUESDAY), ALLOWANCE))
                .isFalse();
        assertThat(ledger().find(account).orElseThrow().cash()).isEqualTo(new Money(700));
    }

    @Test
    void whatWasNeverOpenedIsNotThere() {
        assertThat(ledger().find(account)).isEmpty();
        assertThat(ledger().place(account, placement(nextKey(), hold(1, Purse.CASH, MONDAY))))
                .isEqualTo(new WriteAnswer.Refused(Optional.empty()));
    }

    @Test
    void aHoldIsTakenFromCashAndFromTheDay() {
        open(700);
        var key = nextKey();
        var hold = hold(300, Purse.CASH, MONDAY);

        var wallet = placed(placement(key, hold));

        assertThat(wallet.cash()).isEqualTo(new Money(400));
        assertThat(wallet.holds()).containsExactly(Map.entry(key, hold));
        assertThat(wallet.dailyLimit().minus(wallet.dailyLeft())).isEqualTo(new Money(300));
        assertThat(wallet.version()).isEqualTo(2);
        assertThat(ledger().find(account)).contains(wallet);
    }

    @Test
    void moreThanThereIsIsRefusedWithTheWalletAsItIs() {
        open(700);

        var seen = refused(ledger().place(account, placement(nextKey(), hold(701, Purse.CASH, MONDAY))));

        assertThat(seen).isEqualTo(ledger().find(account).orElseThrow());
        assertThat(seen.version()).isEqualTo(1);
    }

    @Test
    void aHoldIsTakenFromTheGrantAndReturnsToIt() {
        open(700, 400);
        var key = nextKey();
        var hold = hold(300, Purse.GRANT, MONDAY);

        var held = placed(placement(key, hold));
        refused(ledger().place(account, placement(nextKey(), hold(101, Purse.GRANT, MONDAY))));
        var settled = applied(key, hold, 110, 0, true);

        assertThat(held.grant()).isEqualTo(new Money(100));
        assertThat(held.cash()).isEqualTo(new Money(700));
        assertThat(held.dailyLimit().minus(held.dailyLeft())).isEqualTo(new Money(300));
        assertThat(settled.grant()).isEqualTo(new Money(290));
        assertThat(settled.debits()).isEqualTo(new Money(110));
    }

    @Test
    void theFirstOfADayMayComeFromTheGrant() {
        open(700, 400);
        var key = nextKey();
        var hold = hold(300, Purse.GRANT, MONDAY);
        placed(placement(key, hold));

        var rolled = placed(firstOfTheDay(nextKey(), hold(50, Purse.GRANT, TUESDAY), MONDAY));
        var settled = applied(key, hold, 110, 0, false);

        assertThat(rolled.grant()).isEqualTo(new Money(50));
        assertThat(rolled.dailyLimit().minus(rolled.dailyLeft())).isEqualTo(new Money(50));
        assertThat(settled.grant()).isEqualTo(new Money(240));
    }

    @Test
    void aWalletInDebtSpendsNothingFromAnyPurse() {
        open(-5, 400);

        refused(ledger().place(account, placement(nextKey(), hold(1, Purse.GRANT, MONDAY))));
        refused(ledger().place(account, placement(nextKey(), hold(0, Purse.CASH, MONDAY))));
        refused(ledger().place(account, placement(nextKey(), freeHold(1, MONDAY))));
        refused(ledger().place(account, firstOfTheDay(nextKey(), hold(1, Purse.GRANT, TUESDAY), MONDAY)));
    }

    @Test
    void theFreeTierTakesFromTheAllowanceOnly() {
        open(700);
        var key = nextKey();
        var hold = freeHold(4_000, MONDAY);

        var held = placed(placement(key, hold));
        refused(ledger().place(account, placement(nextKey(), freeHold(1_001, MONDAY))));
        var settled = applied(key, hold, 0, 1_500, true);

        assertThat(held.freeLeft()).isEqualTo(new Money(1_000));
        assertThat(held.cash()).isEqualTo(new Money(700));
        assertThat(settled.freeLeft()).isEqualTo(new Money(3_500));
        assertThat(settled.holds()).isEmpty();
        assertThat(settled.debits()).isEqualTo(Money.ZERO);
    }

    @Test
    void aKeyIsUsedOnce() {
        open(700);
        var placement = placement(nextKey(), hold(100, Purse.CASH, MONDAY));
        placed(placement);

        refused(ledger().place(account, placement));
    }

    @Test
    void noMoreHoldsThanTheLimitAllows() {
        open(700);
        for (var number = 0; number < CAP; number++) {
            placed(placement(nextKey(), hold(10, Purse.CASH, MONDAY)));
        }

        refused(ledger().place(account, placement(nextKey(), hold(10, Purse.CASH, MONDAY))));
    }

    @Test
    void anotherDayThanTheWalletsIsRefused() {
        open(700);

        refused(ledger().place(account, placement(nextKey(), hold(10, Purse.CASH, TUESDAY))));
        refused(ledger().place(account, placement(nextKey(), hold(10, Purse.CASH, MONDAY.minusDays(1)))));
    }

    @Test
    void theFirstOfADayResetsTheCounters() {
        open(700);
        placed(placement(nextKey(), freeHold(5_000, MONDAY)));
        placed(placement(nextKey(), hold(100, Purse.CASH, MONDAY)));

        var wallet = placed(firstOfTheDay(nextKey(), hold(30, Purse.CASH, TUESDAY), MONDAY));

        assertThat(wallet.day()).isEqualTo(TUESDAY);
        assertThat(wallet.freeLeft()).isEqualTo(ALLOWANCE);
        assertThat(wallet.dailyLimit().minus(wallet.dailyLeft())).isEqualTo(new Money(30));
        assertThat(wallet.cash()).isEqualTo(new Money(570));
    }

    @Test
    void theFirstOfADayMayBeFree() {
        open(700);

        var wallet = placed(firstOfTheDay(nextKey(), freeHold(2_000, TUESDAY), MONDAY));

        assertThat(wallet.freeLeft()).isEqualTo(new Money(3_000));
        assertThat(wallet.dailyLeft()).isEqualTo(wallet.dailyLimit());
    }

    @Test
    void aDayIsRolledOnceAndOnlyForward() {
        open(700);
        placed(firstOfTheDay(nextKey(), hold(30, Purse.CASH, TUESDAY), MONDAY));

        refused(ledger().place(account, firstOfTheDay(nextKey(), hold(30, Purse.CASH, TUESDAY), MONDAY)));
        refused(ledger().place(account, firstOfTheDay(nextKey(), hold(30, Purse.CASH, TUESDAY), TUESDAY)));
        refused(ledger().place(account, firstOfTheDay(nextKey(), hold(30, Purse.CASH, MONDAY), TUESDAY)));
        refused(ledger().place(account, firstOfTheDay(nextKey(), hold(30, Purse.CASH, WEDNESDAY), MONDAY)));
    }

    @Test
    void settlingTakesTheCostAndGivesTheRestBack() {
        open(700);
        var key = nextKey();
        var hold = hold(300, Purse.CASH, MONDAY);
        placed(placement(key, hold));

        var wallet = applied(key, hold, 110, 0, true);

        assertThat(wallet.cash()).isEqualTo(new Money(590));
        assertThat(wallet.debits()).isEqualTo(new Money(110));
        assertThat(wallet.dailyLimit().minus(wallet.dailyLeft())).isEqualTo(new Money(110));
        assertThat(wallet.holds()).isEmpty();
    }

    @Test
    void settlingTwiceChargesOnce() {
        open(700);
        var key = nextKey();
        var hold = hold(300, Purse.CASH, MONDAY);
        placed(placement(key, hold));
        var application = application(key, hold, 110, 0, true);
        written(ledger().apply(account, application));

        var seen = refused(ledger().apply(account, application));

        assertThat(seen.debits()).isEqualTo(new Money(110));
        assertThat(seen.holds()).isEmpty();
    }

    @Test
    void afterMidnightTheRestReturnsToThePurseAndNotToTheNewDay() {
        open(700);
        var key = nextKey();
        var hold = hold(300, Purse.CASH, MONDAY);
        placed(placement(key, hold));
        placed(firstOfTheDay(nextKey(), hold(50, Purse.CASH, TUESDAY), MONDAY));

        refused(ledger().apply(account, application(key, hold, 110, 0, true)));
        var wallet = applied(key, hold, 110, 0, false);

        assertThat(wallet.cash()).isEqualTo(new Money(540));
        assertThat(wallet.dailyLimit().minus(wallet.dailyLeft())).isEqualTo(new Money(50));
    }

    @Test
    void afterMidnightYesterdaysFreeAllowanceIsGone() {
        open(700);
        var key = nextKey();
        var hold = freeHold(3_000, MONDAY);
        placed(placement(key, hold));
        placed(firstOfTheDay(nextKey(), freeHold(1_000, TUESDAY), MONDAY));

        var wallet = applied(key, hold, 0, 500, false);

        assertThat(wallet.freeLeft()).isEqualTo(new Money(4_000));
    }

    @Test
    void aLimitSetAtNoonKnowsOfTheMorning() {
        open(700);
        placed(placement(nextKey(), hold(300, Purse.CASH, MONDAY)));

        var wallet = written(ledger().changeDailyLimit(account, Wallet.NO_LIMIT, new Money(350)));

        assertThat(wallet.dailyLeft()).isEqualTo(new Money(50));
        refused(ledger().place(account, placement(nextKey(), hold(51, Purse.CASH, MONDAY))));
        placed(placement(nextKey(), hold(50, Purse.CASH, MONDAY)));
    }

    @Test
    void aLimitBelowWhatIsSpentLeavesLessThanNothing() {
        open(700);
        placed(placement(nextKey(), hold(300, Purse.CASH, MONDAY)));

        var wallet = written(ledger().changeDailyLimit(account, Wallet.NO_LIMIT, new Money(100)));

        assertThat(wallet.dailyLeft()).isEqualTo(new Money(-200));
        refused(ledger().changeDailyLimit(account, Wallet.NO_LIMIT, new Money(900)));
    }

    @Test
    void aFrozenWalletSpendsNothingAndStillSettles() {
        open(700);
        var key = nextKey();
        var hold = hold(300, Purse.CASH, MONDAY);
        placed(placement(key, hold));

        var frozen = written(ledger().freeze(account, "operator"));

        assertThat(frozen.frozenBy()).containsExactly("operator");
        refused(ledger().place(account, placement(nextKey(), hold(1, Purse.CASH, MONDAY))));
        assertThat(applied(key, hold, 110, 0, true).cash()).isEqualTo(new Money(590));
    }

    @Test
    void fiftyAtOnceWithMoneyForFour() throws Exception {
        open(4_000);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 50)
                    .<Callable<PlaceAnswer>>mapToObj(call -> {
                        var placement = new Placement(
                                nextKeyOf(call), hold(1_000, Purse.CASH, MONDAY), null, 128, ALLOWANCE, null);
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

    private static HoldKey nextKeyOf(int call) {
        return new HoldKey(RequestId.of(Instant.parse("2026-11-23T11:00:00Z"), call), 3);
    }
}
