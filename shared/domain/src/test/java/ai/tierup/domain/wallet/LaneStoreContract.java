package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every {@link LaneStore}: its writes do what {@link Wallet} and {@link LaneMove} say, or nothing. */
public abstract class LaneStoreContract {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final Money ALLOWANCE = new Money(5_000);
    private static final WalletRules RULES = new WalletRules(128, ALLOWANCE);
    private static final int STEPS = 400;

    private static int accounts;

    private final AccountId account = new AccountId("lanes-" + ++accounts);

    protected abstract LaneStore store();

    @BeforeEach
    void open() {
        store().lane(0).open(TestEntries.opening(account, "adj#open", new Money(1_000), MONDAY), ALLOWANCE);
    }

    private Wallet lane(int number) {
        return store().lane(number).find(account).orElseThrow();
    }

    private SetLanes setLanes() {
        return new SetLanes(store(), new LanedLedger(store(), RULES, () -> Instant.EPOCH), RULES, () -> Instant.EPOCH);
    }

    private LaneMove share(int from, int to, long cash, long left) {
        return LaneMove.ofShare(from, to, MONDAY, new Money(cash), new Money(left));
    }

    @Test
    void aWalletIsDividedAsItWasSeen() {
        var seen = lane(0);

        assertThat(store().divide(seen, new Lanes(3, 3, 0))).isEqualTo(new WriteAnswer.Written(lane(0)));
        assertThat(lane(0)).isEqualTo(seen.divided(new Lanes(3, 3, 0)));
        assertThat(store().divide(seen, new Lanes(4, 4, 0))).isEqualTo(new WriteAnswer.Refused(Optional.of(lane(0))));
        store().divide(lane(0), Lanes.NONE);
        assertThat(lane(0).lanes()).isEqualTo(Lanes.NONE);
        assertThat(store().divide(lane(0), new Lanes(2, 2, 0))).isInstanceOf(WriteAnswer.Written.class);
    }

    @Test
    void aFrozenWalletIsNotDividedFurtherButLess() {
        setLanes().set(account, 3);
        store().lane(0).freeze(account, Freezes.OPERATOR);

        assertThat(store().divide(lane(0), new Lanes(4, 4, 0))).isInstanceOf(WriteAnswer.Refused.class);
        assertThat(store().divide(lane(0), new Lanes(2, 3, 0))).isInstanceOf(WriteAnswer.Written.class);
    }

    @Test
    void aMoveChangesBothLanesAndNoSum() {
        setLanes().set(account, 2);

        assertThat(store().move(account, share(0, 1, 400, 70))).isTrue();

        assertThat(lane(1).cash()).isEqualTo(new Money(400));
        assertThat(lane(1).dailyLimit()).isEqualTo(new Money(70));
        assertThat(lane(0).cash()).isEqualTo(new Money(600));
        assertThat(lane(0).dailyLeft()).isEqualTo(Wallet.NO_LIMIT.minus(new Money(70)));
        assertThat(lane(0).lanes().moves()).isOne();
        assertThat(lane(0).isBalanced() && lane(1).isBalanced()).isTrue();
    }

    @Test
    void aMoveThatALaneCannotPayChangesNothing() {
        setLanes().set(account, 2);

        assertThat(store().move(account, share(0, 1, 1_001, 0))).isFalse();
        assertThat(store().move(account, share(1, 0, 1, 0))).isFalse();
        assertThat(store().move(account, share(1, 0, 0, 1))).isFalse();
        assertThat(store().move(account, new LaneMove(0, 1, MONDAY, Money.ZERO, Money.ZERO, Money.ZERO, new Money(1))))
                .isFalse();
        assertThat(store().move(account, new LaneMove(1, 0, MONDAY, Money.ZERO, new Money(1), Money.ZERO, Money.ZERO)))
                .isFalse();
        assertThat(store().move(account, LaneMove.ofShare(0, 1, TUESDAY, new Money(1), Money.ZERO)))
                .isFalse();
        assertThat(lane(0).lanes().moves()).isZero();
    }

    @Test
    void nothingMovesToALaneThatIsNotPartOfTheWalletOrIsClosed() {
        setLanes().set(account, 3);
        store().divide(lane(0), new Lanes(2, 2, 0));
        assertThat(store().move(account, share(0, 2, 1, 0))).isFalse();

        store().lane(1).freeze(account, Freezes.CLOSED_LANE);
        assertThat(store().move(account, share(0, 1, 1, 0))).isFalse();
        assertThat(store().move(account, share(0, 7, 1, 0))).isFalse();
    }

    @Test
    void aFrozenWalletGivesNothingToItsLanesAndTakesAll() {
        setLanes().set(account, 2);
        store().move(account, share(0, 1, 10, 0));
        store().lane(0).freeze(account, Freezes.OPERATOR);
        store().lane(1).freeze(account, Freezes.OPERATOR);

        assertThat(store().move(account, share(0, 1, 1, 0))).isFalse();
        assertThat(store().move(account, share(1, 0, 10, 0))).isTrue();
    }

    /** Both stores apply the same random writes to lanes, and their images are those of the domain. */
    @Test
    void randomWritesOnLanesDoWhatTheDomainSays() {
        setLanes().set(account, 3);
        var random = new SplittableRandom(20);
        var images = new ArrayList<>(List.of(lane(0), lane(1), lane(2)));
        var moved = 0;
        for (var step = 0; step < STEPS; step++) {
            var other = random.nextInt(1, 3);
            var from = random.nextBoolean() ? 0 : other;
            var to = from == 0 ? other : 0;
            switch (random.nextInt(6)) {
                case 0 -> place(images, random.nextInt(3), random.nextInt(1, 200), step);
                case 1 -> settle(images, random.nextInt(3), random);
                default -> {
                    var limit = new Money(random.nextInt(300));
                    var move = new LaneMove(
                            from,
                            to,
                            MONDAY,
                            new Money(random.nextInt(300)),
                            limit,
                            limit,
                            new Money(random.nextInt(4) == 0 ? random.nextInt(50) : 0));
                    var taken = move.takenFrom(images.get(from));
                    var given = move.givenTo(images.get(to));
                    var isPossible = taken.isPresent() && given.isPresent();
                    assertThat(store().move(account, move)).as("%s", move).isEqualTo(isPossible);
                    if (isPossible) {
                        images.set(from, taken.get());
                        images.set(to, given.get());
                        moved++;
                    }
                }
            }
            assertThat(lane(from)).isEqualTo(images.get(from));
            assertThat(lane(to)).isEqualTo(images.get(to));
        }
        assertThat(moved).isBetween(50, STEPS - 100);
    }

    private Placement placement(int amount, int number) {
        return placement(amount, RequestId.of(Instant.EPOCH, number));
    }

    private static Placement placement(int amount, RequestId request) {
        var hold = new Hold(new Money(amount), Money.ZERO, Purse.CASH, TierId.TIER_2, 9, MONDAY, Set.of());
        return new Placement(new HoldKey(request, 0), hold, null, 128, ALLOWANCE, List.of());
    }

    private void place(List<Wallet> images, int number, int amount, int step) {
        var placement = placement(amount, step);
        var image = images.get(number).place(placement);
        var answer = store().lane(number).place(account, placement);
        assertThat(answer instanceof WriteAnswer.Written).isEqualTo(image.isPresent());
        image.ifPresent(placed -> images.set(number, placed));
    }

    private void settle(List<Wallet> images, int number, SplittableRandom random) {
        images.get(number).holds().entrySet().stream()
                .min(Map.Entry.comparingByKey(Comparator.comparing(HoldKey::toString)))
                .ifPresent(entry -> {
                    var cost =
                            new Money(random.nextLong(entry.getValue().amount().nanoUsd() + 1));
                    var application = Application.onTheSameDay(entry.getKey(), entry.getValue(), cost, Money.ZERO);
                    var image = images.get(number).apply(application).orElseThrow();
                    assertThat(store().lane(number).apply(account, application))
                            .isEqualTo(new WriteAnswer.Written(image));
                    images.set(number, image);
                });
    }

    /** Threads spend all that a divided wallet has, each hold in the lane of its request, while lanes are opened and closed. */
    @Test
    void ofManyConcurrentHoldsAsManyArePlacedAsTheMoneyOfAllLanesPays() throws Exception {
        setLanes().set(account, 4);
        var placed = new AtomicLong();
        var calls = new ArrayList<Callable<Object>>();
        for (var number = 0; number < 60; number++) {
            var id = number;
            calls.add(() -> {
                var ledger = new LanedLedger(store(), RULES, () -> Instant.EPOCH);
                ledger.place(account, placement(0, 1_000 + id));
                for (var attempt = 0; attempt < 40; attempt++) {
                    var key = RequestId.of(Instant.ofEpochMilli(attempt), id);
                    switch (ledger.place(account, placement(40, key))) {
                        case WriteAnswer.Written written -> {
                            return placed.addAndGet(40);
                        }
                        case WriteAnswer.Refused(var seen)
                        when !seen.orElseThrow().cash().covers(new Money(40)) -> {
                            return seen;
                        }
                        default -> Thread.onSpinWait();
                    }
                }
                return id;
            });
        }
        calls.add(() -> {
            setLanes().set(account, 2);
            return setLanes().set(account, 5);
        });
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (var call : threads.invokeAll(calls)) {
                call.get();
            }
        }
        var whole = new LanedLedger(store(), RULES, () -> Instant.EPOCH)
                .findWhole(account)
                .orElseThrow();
        assertThat(placed.get()).isBetween(800L, 1_000L);
        assertThat(whole.sum().cash()).isEqualTo(new Money(1_000 - placed.get()));
        assertThat(whole.sum().held()).isEqualTo(new Money(placed.get()));
        assertThat(whole.sum().credits()).isEqualTo(new Money(1_000));
        assertThat(whole.lanes()).allMatch(Wallet::isBalanced).noneMatch(Wallet::isInDebt);
    }
}
