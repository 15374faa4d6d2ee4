package ai.tierup.domain.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program held at the call it waits for. Going on means to run it again from its start, with one answer more; what follows an
 * answer is found once and kept.
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

    /** Empty when it has ended. */
    Optional<Interned<Call>> waitsFor() {
        return waitsFor;
    }

    boolean hasEnded() {
        return waitsFor.isEmpty();
    }

    /** Where it is when its call has been answered. */
    Actor after(Object answer) {
        return after.computeIfAbsent(answer, next -> {
            var longer = new ArrayList<>(answers);
            longer.add(next);
            return actors.run(program, longer);
        });
    }

    /** Tells actors apart, in an order that has no meaning. */
    int number() {
        return number;
    }
}
