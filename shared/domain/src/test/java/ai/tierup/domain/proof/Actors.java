package ai.tierup.domain.proof;

import ai.tierup.domain.proof.ReplayedWorld.Suspension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs programs up to the next call without an answer. All programs that have ended share one actor. */
final class Actors {

    private final Interner<Call> calls;
    private final Map<Program, Actor> begun = new HashMap<>();
    private final Actor ended = new Actor(this, world -> {}, List.of(), 0, Optional.empty());
    private int count;

    Actors(Interner<Call> calls) {
        this.calls = calls;
    }

    Actor begin(Program program) {
        return begun.computeIfAbsent(program, fresh -> run(fresh, List.of()));
    }

    /** The actor of every program that has ended or died. */
    Actor ended() {
        return ended;
    }

    Actor run(Program program, List<Object> answers) {
        try {
            program.run(new ReplayedWorld(answers));
            return ended;
        } catch (Suspension suspension) {
            return new Actor(this, program, answers, ++count, Optional.of(calls.of(suspension.call)));
        }
    }
}
