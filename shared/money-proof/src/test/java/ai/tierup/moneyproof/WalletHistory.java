package ai.tierup.moneyproof;

import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.domain.wallet.WholeWallet;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The images of one wallet, each of which is checked against those before it and the usage records. */
final class WalletHistory {

    private final Map<HoldKey, Hold> created = new HashMap<>();
    private final Map<HoldKey, UsageAmounts> applied = new HashMap<>();
    private final Set<SpenderId> counted = new HashSet<>();

    /** Keys and teams that a late write has added again, so that their counters miss earlier spending. */
    private final Set<SpenderId> countedAgain = new HashSet<>();

    private Map<Integer, Wallet> last = Map.of();

    int holdsCreated() {
        return created.size();
    }

    /** Checks the next image, and returns what is wrong with it. The sums over the lanes are checked like one wallet. */
    List<String> check(WholeWallet whole, Map<HoldKey, UsageAmounts> records) {
        var findings = new ArrayList<String>();
        whole.lanes().forEach(lane -> checkLane(last.get(lane.lane()), lane, findings));
        var wallet = whole.sum();
        follow(whole, records, findings);
        if (!wallet.isBalanced()) {
            findings.add("cash + grant + holds of all lanes is not credits - debits");
        }
        expect(findings, "debits", sum(hold -> true, (key, hold) -> cost(key)), wallet.debits());
        expect(
                findings,
                "spent and held today",
                sum(hold -> hold.day().equals(wallet.day()), this::heldOrSpent),
                wallet.dailyLimit().minus(wallet.dailyLeft()));
        expect(
                findings,
                "free allowance used",
                sum(hold -> hold.day().equals(wallet.day()), this::allowanceHeldOrUsed),
                WalletRules.STANDARD.freeAllowanceOf(wallet.account()).minus(wallet.freeLeft()));
        wallet.keys().keySet().stream()
                .filter(key -> !countedAgain.contains(key))
                .forEach(key -> expectCounters(findings, wallet, key));
        last = whole.lanes().stream().collect(Collectors.toMap(Wallet::lane, lane -> lane));
        return findings;
    }

    private static void checkLane(@Nullable Wallet before, Wallet lane, List<String> findings) {
        if (before != null && !lane.equals(before) && lane.version() != before.version() + 1) {
            findings.add("version " + lane.version() + " follows on " + before.version());
        }
        if (!lane.isBalanced()) {
            findings.add("cash + grant + holds is not credits - debits");
        }
        if (lane.grant().isNegative()
                || (lane.lane() > 0 && lane.isInDebt())
                || (lane.lane() > 0 && lane.dailyLeft().isNegative())
                || spentIntoDebt(before, lane)) {
            findings.add("a purse is negative");
        }
    }

    private void follow(WholeWallet whole, Map<HoldKey, UsageAmounts> records, List<String> findings) {
        var before = new HashMap<HoldKey, Hold>();
        last.values().forEach(lane -> before.putAll(lane.holds()));
        for (var lane : whole.lanes()) {
            lane.holds().forEach((key, hold) -> {
                if (!before.containsKey(key)) {
                    if (created.put(key, hold) != null) {
                        findings.add("hold " + key + " was created twice");
                    }
                    expectWithinLimits(findings, lane, hold);
                }
            });
        }
        before.keySet().stream()
                .filter(key -> !whole.sum().holds().containsKey(key))
                .forEach(key -> apply(key, records.get(key), findings));
        var main = last.get(0);
        if (main != null) {
            whole.sum().keys().keySet().stream()
                    .filter(key -> !main.keys().containsKey(key))
                    .filter(key -> !counted.add(key))
                    .forEach(countedAgain::add);
        }
    }

    /** Returns whether spending has caused a debt. Only refunds and other debits may, and these lower the credits. */
    private static boolean spentIntoDebt(@Nullable Wallet before, Wallet wallet) {
        return wallet.isInDebt()
                && (before == null
                        || (!before.cash()
                                        .minus(wallet.cash())
                                        .orZeroIfNegative()
                                        .isZero()
                                && wallet.credits().covers(before.credits())));
    }

    /** Checks that {@code hold} was placed within the limits. A limit may be lowered below the amount spent, but then nothing is placed. */
    private static void expectWithinLimits(List<String> findings, Wallet wallet, Hold hold) {
        if (wallet.isInDebt()) {
            findings.add("a hold was placed by a wallet in debt");
        }
        if (wallet.isFrozen()) {
            findings.add("a hold was placed by a wallet that is frozen by " + wallet.frozenBy());
        }
        if (wallet.freeLeft().isNegative()
                || (!hold.amount().isZero() && wallet.dailyLeft().isNegative())) {
            findings.add("a hold was placed beyond the day's limit");
        }
        for (var spender : hold.spenders()) {
            var limits = World.limitsOf(spender).limits().amounts();
            var spend = Objects.requireNonNull(wallet.keys().get(spender));
            if (!Objects.requireNonNull(limits.get(Window.DAY)).covers(spend.in(Window.DAY))
                    || !Objects.requireNonNull(limits.get(Window.MONTH)).covers(spend.in(Window.MONTH))) {
                findings.add("a hold was placed beyond the limits of " + spender);
            }
        }
    }

    private void apply(HoldKey key, @Nullable UsageAmounts booking, List<String> findings) {
        if (booking == null) {
            findings.add("hold " + key + " is gone and has no record");
        } else if (applied.put(key, booking) != null) {
            findings.add("hold " + key + " was applied twice");
        }
    }

    private void expectCounters(List<String> findings, Wallet wallet, SpenderId spender) {
        var spend = Objects.requireNonNull(wallet.keys().get(spender));
        Predicate<Hold> ofSpender = hold -> hold.spenders().contains(spender);
        expect(
                findings,
                spender + " today",
                sum(ofSpender.and(hold -> hold.day().equals(wallet.day())), this::heldOrSpent),
                spend.in(Window.DAY));
        expect(
                findings,
                spender + " this month",
                sum(
                        ofSpender.and(hold -> YearMonth.from(hold.day()).equals(YearMonth.from(wallet.day()))),
                        this::heldOrSpent),
                spend.in(Window.MONTH));
    }

    private Money heldOrSpent(HoldKey key, Hold hold) {
        return applied.containsKey(key) ? cost(key) : hold.amount();
    }

    private Money cost(HoldKey key) {
        var booking = applied.get(key);
        return booking == null ? Money.ZERO : booking.cost();
    }

    private Money allowanceHeldOrUsed(HoldKey key, Hold hold) {
        var booking = applied.get(key);
        return booking == null ? hold.freeAllowance() : booking.allowanceUsed();
    }

    private Money sum(Predicate<Hold> which, BiFunction<HoldKey, Hold, Money> amount) {
        var sum = Money.ZERO;
        for (var entry : created.entrySet()) {
            if (which.test(entry.getValue())) {
                sum = sum.plus(amount.apply(entry.getKey(), entry.getValue()));
            }
        }
        return sum;
    }

    private static void expect(List<String> findings, String what, Money expected, Money found) {
        if (!expected.equals(found)) {
            findings.add(what + ": " + found + ", not " + expected);
        }
    }
}
