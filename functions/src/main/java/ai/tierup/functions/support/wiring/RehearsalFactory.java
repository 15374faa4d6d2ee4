package ai.tierup.functions.support.wiring;

import ai.tierup.functions.support.gateway.FunctionContext;
import ai.tierup.functions.support.observability.JsonLinesJournal;
import ai.tierup.functions.support.snapstart.Rehearsal;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;

/** Creates the rehearsal, which runs a second instance of the service whose log is discarded. */
@Factory
final class RehearsalFactory {

    @Singleton
    Rehearsal rehearsal(InstantSource clock) {
        return new Rehearsal(variables -> FunctionContext.builder()
                .singletons(
                        Settings.of(new Variables(variables)),
                        new JsonLinesJournal(new PrintStream(OutputStream.nullOutputStream()), clock, "rehearsal"))
                .start());
    }
}
