package ai.tierup.domain.proof;

import java.util.List;
import java.util.Optional;

/**
 * A world in which one thing happens at a time.
 *
 * @param <S> a state of it: an immutable value with a quick {@code equals}
 */
interface Model<S> {

    S start();

    /** Everything that can happen next. */
    List<Step<S>> steps(S state);

    /** What is wrong with {@code state}, or empty when nothing is. */
    Optional<String> violation(S state);
}
