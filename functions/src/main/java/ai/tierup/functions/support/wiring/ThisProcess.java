package ai.tierup.functions.support.wiring;

import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.observability.JsonLinesJournal;
import java.time.Clock;
import java.time.InstantSource;

/** The variables, clock and journal of the running process, for code without an application context. */
public final class ThisProcess {

    private ThisProcess() {}

    public static Variables variables() {
        return new Variables(System.getenv());
    }

    public static InstantSource clock() {
        return Clock.systemUTC();
    }

    /** Returns a journal on standard output, for the stage of this process. */
    public static Journal journal(InstantSource clock) {
        return new JsonLinesJournal(System.out, clock, Settings.stage(variables()));
    }
}
