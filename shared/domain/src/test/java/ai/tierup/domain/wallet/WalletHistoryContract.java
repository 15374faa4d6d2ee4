package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.account.TestKeys;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares a ledger's answers to random writes with the rules of {@link Wallet}. */
public abstract class WalletHistoryContract {

    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    private static final Money ALLOWANCE = new Money(5_000);
    private static final int MAX_HOLDS = 4;

    /** All purses; those with money come first. */
    private static final List<Purse> EVERY_PURSE = List.of(Purse.CASH, Purse.GRANT, Purse.FREE);

    private int requests;

    protected abstract WalletLedger ledger();

    /** Stores {@code wallet} unconditionally. */
    protected abstract void put(Wallet wallet);

    private HoldKey nextKey() {
        return new HoldKey(RequestId.of(Instant.parse("2026-11-23T10:00:00Z"), ++requests), 0);
    }

    private static Hold hold(long amount, Purse purse, LocalDate day, List<LimitedSpender> limited) {
        var spenders = limited.stream().map(LimitedSpender::id).collect(Collectors.toSet());
        return new Hold(new Money(amount), Money.ZERO, purse, TierId.TIER_2, 1_795_000_000L, day, spenders);
    }

    private static Hold freeHold(long allowance, LocalDate day) {
        return new Hold(Money.ZERO, new Money(allowance), Purse.FREE, TierId.TIER_1, 1_795_000_000L, day, Set.of());
    }

    /** Compares answer and image after each write. A seed always gives the same history. */
    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_124, 77})
    void randomWritesAreAnsweredByTheRulesOfTheWallet(long seed) {
        var random = new Random(seed);
        var account = new AccountId("history-" + seed);
        put(new Wallet(
                account,
                Freezes.NONE,
                new Balance(new Money(20_000), new Money(9_000), new Money(29_000), Money.ZERO),
                1,
                new DayCounters(MONDAY, Wallet.NO_LIMIT, Wallet.NO_LIMIT, ALLOWANCE),
                Map.of(),
                Map.of()));
        var model = ledger().find(account).orElseThrow();
        var open = new ArrayList<Opened>();
        for (var step = 0; step < 400; step++) {
            var before = model;
            model = switch (random.nextInt(8)) {
                case 0, 1 -> {
                    var placement = randomPlacement(random, before, open);
                    var expected = before.place(placement);
                    expected.ifPresent(image -> open.add(new Opened(placement.key(), placement.hold())));
                    yield compare(ledger().place(account, placement), expected, before, seed, step);
                }
                case 2, 3 -> {
                    var application = randomApplication(random, open);
                    yield application == null
                            ? before
                            : compare(
                                    ledger().apply(account, application),
                                    before.apply(application),
                                    before,
                                    seed,
                                    step);
                }
                case 4 -> {
                    var key = randomSpender(random);
                    yield compare(ledger().countKey(account, key), before.counting(key), before, seed, step);
                }
                case 5 -> {
                    var key = randomSpender(random);
                    yield compare(ledger().forgetKey(account, key), before.notCounting(key), before, seed, step);
                }
                case 6 -> {
                    var days = random.nextInt(12) == 0 ? 20 : random.nextInt(3) == 0 ? 1 : 0;
                    var roll = randomRoll(random, before, before.day().plusDays(days));
                    yield compare(
                            ledger().roll(account, roll, ALLOWANCE), before.roll(roll, ALLOWANCE), before, seed, step);
                }
                default -> {
                    var limit = random.nextInt(4) == 0 ? Wallet.NO_LIMIT : new Money(random.nextInt(9_000));
                    yield compare(
                            ledger().changeDailyLimit(account, before.dailyLimit(), limit),
                            Optional.of(before.limitedTo(limit)),
                            before,
                            seed,
                            step);
                }
            };
        }
        assertThat(ledger().find(account)).contains(model);
    }

    private record Opened(HoldKey key, Hold hold) {}

    private static Wallet compare(PlaceAnswer answer, Optional<Wallet> expected, Wallet before, long seed, int step) {
        var said = expected.<PlaceAnswer>map(WriteAnswer.Written::new)
                .orElseGet(() -> new WriteAnswer.Refused(Optional.of(before)));
        assertThat(answer).as("seed %d, step %d", seed, step).isEqualTo(said);
        var image = expected.orElse(before);
        assertThat(image.isBalanced()).as("seed %d, step %d", seed, step).isTrue();
        return image;
    }

    private Placement randomPlacement(RandomGenerator random, Wallet wallet, List<Opened> open) {
        var day = wallet.day().plusDays(random.nextInt(10) == 0 ? random.nextInt(3) - 1 : 0);
        var roll = day.isAfter(wallet.day()) && random.nextInt(4) > 0 ? randomRoll(random, wallet, day) : null;
        var key = !open.isEmpty() && random.nextInt(20) == 0 ? open.getFirst().key() : nextKey();
        var amount = random.nextInt(3_000);
        var limits = new ArrayList<LimitedSpender>();
        if (random.nextInt(3) == 0) {
            limits.add(randomLimits(random, randomKey(random), amount));
        }
        if (random.nextInt(4) == 0) {
            limits.add(randomLimits(random, randomTeam(random), amount));
        }
        var purse = oneOf(random, limits.isEmpty() ? EVERY_PURSE : EVERY_PURSE.subList(0, 2));
        var hold = purse == Purse.FREE ? freeHold(amount, day) : hold(amount, purse, day, limits);
        return new Placement(key, hold, roll, MAX_HOLDS, ALLOWANCE, limits);
    }

    private static <T> T oneOf(RandomGenerator random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static DayRoll randomRoll(RandomGenerator random, Wallet wallet, LocalDate to) {
        return random.nextInt(8) == 0
                ? new DayRoll(wallet.day(), to, Set.of(randomSpender(random)))
                : DayRoll.of(wallet, to);
    }

    private static LimitedSpender randomLimits(RandomGenerator random, SpenderId spender, int amount) {
        return TestKeys.limited(
                spender,
                random.nextBoolean() ? new Money(amount + random.nextInt(4_000)) : null,
                random.nextBoolean() ? new Money(amount + random.nextInt(15_000)) : null);
    }

    private static SpenderId randomKey(RandomGenerator random) {
        return new SpenderId("key_" + random.nextInt(4));
    }

    private static SpenderId randomTeam(RandomGenerator random) {
        return SpenderId.of(new TeamName("team-" + random.nextInt(2)));
    }

    private static SpenderId randomSpender(RandomGenerator random) {
        return random.nextInt(3) == 0 ? randomTeam(random) : randomKey(random);
    }

    private static @Nullable Application randomApplication(RandomGenerator random, List<Opened> open) {
        if (open.isEmpty()) {
            return null;
        }
        var index = random.nextInt(open.size());
        var opened = random.nextInt(6) == 0 ? open.get(index) : open.remove(index);
        var hold = opened.hold();
        var spenders = new HashSet<>(hold.spenders());
        spenders.removeIf(spender -> random.nextInt(8) == 0);
        return new Application(
                opened.key(),
                hold,
                new Money(random.nextLong(hold.amount().nanoUsd() + 1)),
                new Money(random.nextLong(hold.freeAllowance().nanoUsd() + 1)),
                random.nextInt(4) > 0,
                oneOf(random, List.of(Set.of(Window.DAY, Window.MONTH), Set.of(Window.MONTH), Set.of())),
                spenders);
    }
}
