package ai.tierup.domain.proof;

import ai.tierup.domain.proof.ReplayedWorld.Suspension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs programs to the call that they wait at. All actors that have ended are one. */
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

    /** What an actor is that has come to its end, or has died. */
    Actor ended() {
        return ended;
    }

    Actor run(Program program, List<Object> answers) {
        try {
            program.run(new ReplayedWorld(answers));
            return ended;
        } catch (Suspension waiting) {
            return new Actor(this, program, answers, ++count, Optional.of(calls.of(waiting.call)));
        }
    }
}
