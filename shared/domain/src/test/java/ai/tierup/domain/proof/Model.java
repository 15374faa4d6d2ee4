package ai.tierup.domain.proof;

import java.util.List;
import java.util.Optional;

/**
 * A state machine for {@link Search}.
 *
 * @param <S> state, an immutable value with a fast {@code equals}
 */
interface Model<S> {

    S start();

    /** Returns all steps that are possible in {@code state}. */
    List<Step<S>> steps(S state);

    /** Returns the invariant that {@code state} violates, or empty when there is none. */
    Optional<String> violation(S state);
}
