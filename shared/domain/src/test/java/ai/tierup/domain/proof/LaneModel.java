package ai.tierup.domain.proof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Application;
import ai.tierup.domain.wallet.Balance;
import ai.tierup.domain.wallet.DayCounters;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.LaneMove;
import ai.tierup.domain.wallet.Lanes;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.Wallet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A model of a wallet whose lanes an operator opens and closes while requests are placed and settled, money is moved and the wallet is frozen.
 * Requests and moves may arrive late, and moves again. A request may be placed in any lane, because processes remember different lanes.
 */
final class LaneModel implements Model<LaneState> {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final Money HELD = new Money(2);
    private static final Money COST = new Money(1);
    private static final String CLOSED = "closed";

    /** The bits of a version that count writes, which are left out. */
    private static final int WRITE_BITS = 48;

    private final int items;
    private final int requests;
    private final boolean freezes;
    private final LaneRules rules;
    private final Money cash;

    /**
     * @param items lanes that there may be
     * @param cash money of the wallet, and its daily limit; a hold takes two
     */
    LaneModel(int items, int requests, int cash, boolean freezes, LaneRules rules) {
        this.items = items;
        this.requests = requests;
        this.cash = new Money(cash);
        this.freezes = freezes;
        this.rules = rules;
    }

    private static Wallet wallet(int lane, Freezes freezes, Money cash, Lanes lanes) {
        return new Wallet(
                ACCOUNT,
                freezes,
                new Balance(cash, Money.ZERO, cash, Money.ZERO),
                (long) lane << WRITE_BITS,
                new DayCounters(TODAY, cash, cash, Money.ZERO),
                Map.of(),
                Map.of(),
                lanes);
    }

    /** The image without what would make states differ for ever. */
    private static Wallet bounded(Wallet image) {
        return new Wallet(
                image.account(),
                image.freezes(),
                image.balance(),
                (long) image.lane() << WRITE_BITS,
                image.counters(),
                image.holds(),
                image.keys(),
                new Lanes(image.lanes().open(), image.lanes().count(), 0));
    }

    @Override
    public LaneState start() {
        var lanes = new ArrayList<Wallet>();
        lanes.add(wallet(0, Freezes.NONE, cash, Lanes.NONE));
        for (var lane = 1; lane < items; lane++) {
            lanes.add(wallet(lane, new Freezes(Set.of(CLOSED), Set.of()), Money.ZERO, Lanes.NONE));
        }
        return new LaneState(
                List.copyOf(lanes),
                List.copyOf(Collections.nCopies(requests, LaneState.TO_PLACE)),
                Set.of(),
                LaneState.Plan.NONE,
                LaneState.NOT_FROZEN);
    }

    @Override
    public List<Step<LaneState>> steps(LaneState state) {
        var steps = new ArrayList<Step<LaneState>>();
        for (var request = 0; request < requests; request++) {
            addRequest(request, state, steps);
        }
        addMoves(state, steps);
        addOperator(state, steps);
        if (freezes) {
            addFreeze(state, steps);
        }
        return steps;
    }

    private static HoldKey key(int request) {
        return new HoldKey(RequestId.of(NOON, request + 1), 0);
    }

    private static Hold hold() {
        return new Hold(HELD, Money.ZERO, Purse.CASH, TierId.TIER_2, NOON.getEpochSecond(), TODAY, Set.of());
    }

    private void addRequest(int request, LaneState state, List<Step<LaneState>> steps) {
        var placedIn = state.requests().get(request);
        if (placedIn == LaneState.TO_PLACE) {
            var placement = new Placement(key(request), hold(), null, items, Money.ZERO, List.of());
            for (var lane : state.lanes()) {
                lane.place(placement)
                        .ifPresent(image -> steps.add(new Step<>(
                                state.with(bounded(image)).withRequest(request, lane.lane()),
                                "request " + request,
                                "is placed in lane " + lane.lane())));
            }
        } else {
            settled(request, state)
                    .ifPresent(image ->
                            steps.add(new Step<>(state.with(bounded(image)), "request " + request, "is settled")));
        }
    }

    private Optional<Wallet> settled(int request, LaneState state) {
        var lane = state.lanes().get(rules.settledIn(state.requests().get(request)));
        return lane.apply(Application.onTheSameDay(key(request), hold(), COST, Money.ZERO));
    }

    /** Adds what may be moved as the lanes are now, and the arrival of all that was sent before. */
    private void addMoves(LaneState state, List<Step<LaneState>> steps) {
        for (var lane : state.lanes().subList(1, items)) {
            var all = rules.all(lane);
            steps.add(new Step<>(state.sending(all), "anyone", "sends " + all));
            var share = new LaneMove(0, lane.lane(), TODAY, HELD, HELD, HELD, Money.ZERO);
            steps.add(new Step<>(state.sending(share), "anyone", "sends " + share));
        }
        for (var move : state.sent()) {
            var taken = rules.take(move, state.lanes().get(move.from())).orElse(null);
            var given = rules.give(move, state.lanes().get(move.to())).orElse(null);
            if ((taken != null && given != null) || (rules.movesHalf() && (taken != null || given != null))) {
                steps.add(new Step<>(
                        afterWrite(afterWrite(state.with(state.plan().outdated()), taken), given), "network", move));
            }
        }
    }

    private static LaneState afterWrite(LaneState state, @Nullable Wallet image) {
        return image == null ? state : state.with(bounded(image));
    }

    private void addOperator(LaneState state, List<Step<LaneState>> steps) {
        var lanes = state.main().lanes();
        var isOver = state.lanes().subList(lanes.open(), lanes.count()).stream().allMatch(rules::isOver);
        steps.add(new Step<>(
                state.with(new LaneState.Plan(lanes, isOver, 0, false)), "operator", "sees " + lanes + ", " + isOver));
        var plan = state.plan();
        if (plan.equals(LaneState.Plan.NONE)) {
            return;
        }
        var seen = plan.seen();
        var next = seen.open() + plan.prepared();
        if (next < items) {
            addPreparation(next, seen, state, steps);
        }
        if (plan.prepared() > 0) {
            addDivision(new Lanes(next, Math.max(next, seen.count()), 0), state, steps);
        }
        if (seen.open() > 1) {
            addDivision(new Lanes(seen.open() - 1, seen.count(), 0), state, steps);
        }
        if (plan.isOver() && seen.count() > seen.open()) {
            addDivision(new Lanes(seen.open(), seen.open(), 0), state, steps);
        }
        for (var lane : state.lanes().subList(seen.open(), seen.count())) {
            steps.add(new Step<>(
                    state.with(bounded(lane.frozen(CLOSED).orElseThrow())), "operator", "closes " + lane.lane()));
        }
    }

    /** A lane that is part of the wallet is opened again, and another one is written anew. */
    private static void addPreparation(int number, Lanes seen, LaneState state, List<Step<LaneState>> steps) {
        var lane = state.lanes().get(number);
        var ready = number < seen.count()
                ? lane.thawed(lane.frozenBy(), CLOSED).orElseThrow()
                : wallet(number, Freezes.NONE, Money.ZERO, Lanes.NONE);
        // The write is conditional on the item that was read, which is that of a lane that is not part of the wallet.
        if (number < seen.count() || number >= state.main().lanes().count()) {
            steps.add(new Step<>(
                    state.with(bounded(ready)).with(state.plan().afterPreparing()), "operator", "prepares " + number));
        }
    }

    private void addDivision(Lanes next, LaneState state, List<Step<LaneState>> steps) {
        if (rules.mayDivide(state.plan(), state.main(), next)) {
            steps.add(new Step<>(
                    state.with(bounded(state.main().divided(next))).with(LaneState.Plan.NONE), "operator", next));
        }
    }

    private void addFreeze(LaneState state, List<Step<LaneState>> steps) {
        var reached = state.frozen() + 1;
        Function<Integer, Wallet> frozen =
                lane -> bounded(state.lanes().get(lane).frozen(Freezes.OPERATOR).orElseThrow());
        if (reached < state.main().lanes().count()) {
            steps.add(new Step<>(
                    state.with(frozen.apply(reached)).withFrozen(reached), "operator", "freezes lane " + reached));
        } else if (reached < items) {
            steps.add(new Step<>(state.withFrozen(items), "operator", "has frozen all"));
        }
    }

    @Override
    public Optional<String> violation(LaneState state) {
        var part = state.lanes().subList(0, state.main().lanes().count());
        if (!sum(state.lanes(), Wallet::credits).equals(cash)) {
            return Optional.of("broken: no money is lost or created");
        }
        if (!sum(part, Wallet::credits).equals(cash)
                || !sum(part, Wallet::dailyLimit).equals(cash)) {
            return Optional.of("broken: all money and all of the limit are in lanes of the wallet");
        }
        for (var lane : state.lanes()) {
            if (!lane.isBalanced() || lane.isInDebt() || lane.dailyLeft().isNegative()) {
                return Optional.of("broken: each lane is balanced and has no debt");
            }
        }
        for (var request = 0; request < requests; request++) {
            var placedIn = state.requests().get(request);
            if (placedIn != LaneState.TO_PLACE
                    && state.lanes().get(placedIn).holds().containsKey(key(request))
                    && settled(request, state).isEmpty()) {
                return Optional.of("broken: every hold can be settled");
            }
        }
        var spent = sum(part, Wallet::debits).plus(sum(part, Wallet::held));
        if (!sum(part, Wallet::dailyLeft).plus(spent).equals(cash)) {
            return Optional.of("broken: what is left of the limit is what is not spent");
        }
        return state.frozen() == items && !part.stream().allMatch(Wallet::isFrozen)
                ? Optional.of("broken: a frozen wallet has no lane that spends")
                : Optional.empty();
    }

    private static Money sum(List<Wallet> lanes, Function<Wallet, Money> amount) {
        return lanes.stream().map(amount).reduce(Money.ZERO, Money::plus);
    }
}
