package ai.tierup.functions.support.wiring;

import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.observability.JsonLinesJournal;
import java.time.Clock;
import java.time.InstantSource;

/** What only the running process can tell, for a program that has no context to ask. */
public final class ThisProcess {

    private ThisProcess() {}

    public static Variables variables() {
        return new Variables(System.getenv());
    }

    public static InstantSource clock() {
        return Clock.systemUTC();
    }

    /** What this process says goes to its standard output, under the stage that it is part of. */
    public static Journal journal(InstantSource clock) {
        return new JsonLinesJournal(System.out, clock, Settings.stage(variables()));
    }
}
