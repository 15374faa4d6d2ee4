package ai.tierup.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The results of each contender, one a round. */
final class Rounds<T> {

    private final Map<String, List<T>> byName = new LinkedHashMap<>();

    void add(Contender contender, T result) {
        byName.computeIfAbsent(contender.name(), name -> new ArrayList<>()).add(result);
    }

    List<T> of(Contender contender) {
        return byName.getOrDefault(contender.name(), List.of());
    }

    <R> List<R> of(Contender contender, Function<T, R> figure) {
        return of(contender).stream().map(figure).toList();
    }
}
