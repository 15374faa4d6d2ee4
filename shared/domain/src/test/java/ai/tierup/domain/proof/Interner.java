package ai.tierup.domain.proof;

import java.util.HashMap;
import java.util.Map;

/** Keeps one {@link Interned} for each value, so that states made of large values are compared and kept like small ones. */
final class Interner<T> {

    private final Map<T, Interned<T>> known = new HashMap<>();

    Interned<T> of(T value) {
        return known.computeIfAbsent(value, Interned::new);
    }
}
