package ai.tierup.domain.proof;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Searches the states of a model breadth-first, so that the first violation has the shortest path. */
final class Search<S> {

    private final Model<S> model;
    private final Map<S, S> cameFrom = new HashMap<>();

    private Search(Model<S> model) {
        this.model = model;
    }

    /**
     * The result of a search.
     *
     * @param visited all states that were visited
     * @param counterexample the steps to the first violation, then the violation; empty when all states were visited and none has one
     */
    record Result<S>(Set<S> visited, List<String> counterexample) {}

    static <S> Result<S> explore(Model<S> model) {
        return new Search<>(model).explore();
    }

    private Result<S> explore() {
        var start = model.start();
        cameFrom.put(start, start);
        var waiting = new ArrayDeque<S>();
        waiting.add(start);
        while (!waiting.isEmpty()) {
            var state = waiting.remove();
            var violation = model.violation(state);
            if (violation.isPresent()) {
                return new Result<>(cameFrom.keySet(), pathTo(state, violation.get()));
            }
            for (var step : model.steps(state)) {
                if (cameFrom.putIfAbsent(step.to(), state) == null) {
                    waiting.add(step.to());
                }
            }
        }
        return new Result<>(cameFrom.keySet(), List.of());
    }

    private List<String> pathTo(S end, String violation) {
        var path = new ArrayList<>(List.of(violation));
        for (var to = end; !to.equals(predecessor(to)); to = predecessor(to)) {
            path.addFirst(stepTo(to).toString());
        }
        return path;
    }

    private S predecessor(S state) {
        return Objects.requireNonNull(cameFrom.get(state));
    }

    private Step<S> stepTo(S state) {
        return model.steps(predecessor(state)).stream()
                .filter(step -> step.to().equals(state))
                .findFirst()
                .orElseThrow();
    }
}
