package ai.tierup.domain.proof;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The set of messages under way. Like {@link Interned}, equal sets are the same object. Each caches the sets with one message more or
 * less.
 */
final class Messages {

    private final Map<Set<Interned<Call>>, Messages> known;
    private final Set<Interned<Call>> underWay;
    private final Map<Interned<Call>, Messages> with = new HashMap<>();
    private final Map<Interned<Call>, Messages> without = new HashMap<>();

    private Messages(Map<Set<Interned<Call>>, Messages> known, Set<Interned<Call>> underWay) {
        this.known = known;
        this.underWay = underWay;
    }

    static Messages none() {
        var known = new HashMap<Set<Interned<Call>>, Messages>();
        var none = new Messages(known, Set.of());
        known.put(none.underWay, none);
        return none;
    }

    Set<Interned<Call>> all() {
        return underWay;
    }

    boolean contains(Interned<Call> message) {
        return underWay.contains(message);
    }

    Messages with(Interned<Call> message) {
        return with.computeIfAbsent(message, more -> {
            var set = new LinkedHashSet<>(underWay);
            set.add(more);
            return of(set);
        });
    }

    Messages without(Interned<Call> message) {
        return without.computeIfAbsent(message, less -> {
            var set = new LinkedHashSet<>(underWay);
            set.remove(less);
            return of(set);
        });
    }

    private Messages of(Set<Interned<Call>> set) {
        return known.computeIfAbsent(set, fresh -> new Messages(known, fresh));
    }
}
