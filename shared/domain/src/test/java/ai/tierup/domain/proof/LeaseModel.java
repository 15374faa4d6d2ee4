package ai.tierup.domain.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A model of a pool with its days, its shards and a lease in each environment's memory. Rolls and changes of the budget may arrive at any
 * time, and again. A shard may grant a lease that nobody receives, which stands for lost answers, late messages and repeated ones. A
 * return may arrive late or never. Each environment's clock may pass midnight at any time. Environments may die, and then lose their lease.
 */
final class LeaseModel implements Model<LeaseState> {

    private final LeaseScenario scenario;
    private final LeaseRules rules;

    LeaseModel(LeaseScenario scenario, LeaseRules rules) {
        this.scenario = scenario;
        this.rules = rules;
    }

    @Override
    public LeaseState start() {
        return new LeaseState(
                List.copyOf(Collections.nCopies(scenario.days(), DayState.MISSING)),
                List.copyOf(Collections.nCopies(scenario.environments(), Environment.fresh(0))),
                List.of());
    }

    @Override
    public List<Step<LeaseState>> steps(LeaseState state) {
        var steps = new ArrayList<Step<LeaseState>>();
        for (var day = 0; day < scenario.days(); day++) {
            addRoll(day, state, steps);
            addLostLeases(day, state, steps);
        }
        for (var sent : Set.copyOf(state.returns())) {
            steps.add(new Step<>(rules.afterReturn(state, sent), "network", "brings a return of day " + sent.day()));
            steps.add(new Step<>(state.without(sent), "network", "loses a return of day " + sent.day()));
        }
        addSettings(state, steps);
        for (var i = 0; i < scenario.environments(); i++) {
            addStepsOf(i, state, steps);
        }
        return steps;
    }

    private void addRoll(int day, LeaseState state, List<Step<LeaseState>> steps) {
        var seen = state.days().get(day);
        var rolled = seen.isMissing()
                ? seen.rolled(scenario.budget(), scenario.shards())
                : rules.rolledAgain(seen, scenario.budget(), scenario.shards());
        steps.add(new Step<>(state.with(day, rolled), "anyone", "rolls day " + day));
    }

    private void addLostLeases(int day, LeaseState state, List<Step<LeaseState>> steps) {
        for (var shard : grantingShards(day, state)) {
            var taken = state.days().get(day).withShard(shard, -scenario.lease());
            steps.add(new Step<>(state.with(day, taken), "network", "a lease of day " + day + " is lost"));
        }
    }

    private void addSettings(LeaseState state, List<Step<LeaseState>> steps) {
        var day = state.days().getFirst();
        for (var setting : scenario.settings()) {
            if (!day.isMissing() && rules.maySet(day, setting)) {
                var left = rules.leftAfter(day, setting);
                var allowed = Math.max(setting.budget(), state.out(0, scenario.lease()));
                var set = day.withBudget(setting.budget(), left, allowed);
                steps.add(new Step<>(state.with(0, set), "operator", setting));
            }
        }
    }

    private void addStepsOf(int index, LeaseState state, List<Step<LeaseState>> steps) {
        var environment = state.environments().get(index);
        var who = "environment " + (index + 1);
        if (environment.today() + 1 < scenario.days()) {
            steps.add(new Step<>(state.withEnvironment(index, environment.pastMidnight()), who, "passes midnight"));
        }
        var dead = Environment.fresh(environment.today());
        steps.add(new Step<>(state.withEnvironment(index, dead), who, "dies"));
        addLeasing(index, state, steps);
        addRequest(index, state, steps);
        addReturns(index, state, steps);
    }

    private void addReturns(int index, LeaseState state, List<Step<LeaseState>> steps) {
        var environment = state.environments().get(index);
        var lease = environment.lease();
        var day = rules.returnsTo(lease, environment.today());
        for (var shard = 0; shard < state.days().get(day).left().size(); shard++) {
            if (lease.left() > 0 && state.returns().size() < scenario.returns()) {
                var sent = new Return(day, shard, lease.left());
                var without = environment.with(lease.plus(rules.keptOf(sent) - sent.amount()));
                steps.add(new Step<>(
                        state.withEnvironment(index, without).withReturn(sent),
                        "environment " + (index + 1),
                        "sends its lease back to day " + day));
            }
        }
    }

    /** Adds leases from all days until today. A day may be over when the lease is granted, or when the answer arrives. */
    private void addLeasing(int index, LeaseState state, List<Step<LeaseState>> steps) {
        var environment = state.environments().get(index);
        var who = "environment " + (index + 1);
        if (environment.isLeasing()) {
            var granted = environment.granted(scenario.lease());
            steps.add(new Step<>(state.withEnvironment(index, granted), who, "gets its lease"));
            var unanswered = environment.askingOn(Environment.NO_DAY);
            steps.add(new Step<>(state.withEnvironment(index, unanswered), who, "gives up the answer"));
            return;
        }
        for (var day = 0; day <= environment.today(); day++) {
            for (var shard : grantingShards(day, state)) {
                var taken = state.days().get(day).withShard(shard, -scenario.lease());
                var leasing = state.with(day, taken).withEnvironment(index, environment.askingOn(day));
                steps.add(new Step<>(leasing, who, "is granted a lease by shard " + shard + " of day " + day));
            }
        }
    }

    private void addRequest(int index, LeaseState state, List<Step<LeaseState>> steps) {
        var environment = state.environments().get(index);
        var who = "environment " + (index + 1);
        switch (environment.request()) {
            case NONE -> {
                var lease = environment.lease();
                if (rules.mayBeSpent(lease, environment.today()) && lease.left() >= scenario.hold()) {
                    var today = environment.today();
                    var spent = state.with(today, state.days().get(today).spending(scenario.hold()));
                    var drawn = environment.drawing(scenario.hold());
                    steps.add(new Step<>(spent.withEnvironment(index, drawn), who, "draws a hold"));
                }
            }
            case PLACING -> {
                steps.add(new Step<>(state.withEnvironment(index, environment.placed()), who, "has placed it"));
                steps.add(new Step<>(ended(index, scenario.hold(), state), who, "is refused, and puts it back"));
            }
            case HOLDING -> {
                addSettlements(index, scenario.hold(), state, steps);
                addSecondDraw(index, state, steps);
            }
            case HOLDING_TWICE -> addSettlements(index, 2 * scenario.hold(), state, steps);
        }
    }

    private void addSettlements(int index, int drawn, LeaseState state, List<Step<LeaseState>> steps) {
        for (var rest = 0; rest <= drawn; rest++) {
            steps.add(new Step<>(
                    ended(index, rest, state), "environment " + (index + 1), "settles, with a rest of " + rest));
        }
    }

    /** The first attempt may have cost all of its draw, and another candidate is asked. */
    private void addSecondDraw(int index, LeaseState state, List<Step<LeaseState>> steps) {
        var environment = state.environments().get(index);
        var day = environment.drawnOn();
        var again = rules.drawnAgain(scenario.hold());
        if (environment.lease().day() == day && environment.lease().left() >= again) {
            var spent = state.with(day, state.days().get(day).spending(scenario.hold()));
            steps.add(new Step<>(
                    spent.withEnvironment(index, environment.drawingAgain(again)),
                    "environment " + (index + 1),
                    "draws again"));
        }
    }

    /** Ends the request with {@code rest} of its draw unused. */
    private LeaseState ended(int index, int rest, LeaseState state) {
        var environment = state.environments().get(index);
        var day = environment.drawnOn();
        var lease = environment.lease();
        var after = rules.takesBack(lease, day) ? environment.idle().with(lease.plus(rest)) : environment.idle();
        return state.with(day, state.days().get(day).spending(-rest)).withEnvironment(index, after);
    }

    private List<Integer> grantingShards(int day, LeaseState state) {
        var left = state.days().get(day).left();
        return IntStream.range(0, left.size())
                .filter(shard -> left.get(shard) >= scenario.lease())
                .boxed()
                .toList();
    }

    @Override
    public Optional<String> violation(LeaseState state) {
        return state.days().stream().flatMap(day -> violation(day).stream()).findFirst();
    }

    private static Optional<String> violation(DayState day) {
        if (day.spent() > day.largestBudget()) {
            return Optional.of("broken: spent on a day <= its largest budget");
        }
        return day.spent() > day.allowed()
                ? Optional.of("broken: spent on a day <= what was out when its budget was set")
                : Optional.empty();
    }
}
