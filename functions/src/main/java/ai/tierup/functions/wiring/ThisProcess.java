package ai.tierup.functions.wiring;

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
}
