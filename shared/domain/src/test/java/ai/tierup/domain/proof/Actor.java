package ai.tierup.domain.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program suspended at a call. To continue, it is run again from its start with one answer more. The actor after each answer is
 * computed once and cached.
 */
final class Actor {

    private final Actors actors;
    private final Program program;
    private final List<Object> answers;
    private final int number;
    private final Optional<Interned<Call>> waitsFor;
    private final Map<Object, Actor> after = new HashMap<>();

    Actor(Actors actors, Program program, List<Object> answers, int number, Optional<Interned<Call>> waitsFor) {
        this.actors = actors;
        this.program = program;
        this.answers = answers;
        this.number = number;
        this.waitsFor = waitsFor;
    }

    /** The call at which the program is suspended; empty when it has ended. */
    Optional<Interned<Call>> waitsFor() {
        return waitsFor;
    }

    boolean hasEnded() {
        return waitsFor.isEmpty();
    }

    /** Returns the actor after its call got {@code answer}. */
    Actor after(Object answer) {
        return after.computeIfAbsent(answer, next -> {
            var longer = new ArrayList<>(answers);
            longer.add(next);
            return actors.run(program, longer);
        });
    }

    /** A number that distinguishes actors. Their order has no meaning. */
    int number() {
        return number;
    }
}
