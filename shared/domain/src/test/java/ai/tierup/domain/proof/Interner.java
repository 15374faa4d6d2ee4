package ai.tierup.domain.proof;

import java.util.HashMap;
import java.util.Map;

/** Keeps one {@link Interned} per value, so that states made of large values are cheap to compare and to keep. */
final class Interner<T> {

    private final Map<T, Interned<T>> known = new HashMap<>();

    Interned<T> of(T value) {
        return known.computeIfAbsent(value, Interned::new);
    }
}
