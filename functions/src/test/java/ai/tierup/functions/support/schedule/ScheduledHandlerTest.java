package ai.tierup.functions.support.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.functions.support.gateway.FakeLambdaContext;
import ai.tierup.functions.support.observability.JsonLinesJournal;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduledHandlerTest {

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final ApplicationContext context = ApplicationContext.builder()
            .singletons(
                    new JsonLinesJournal(new PrintStream(log, true, UTF_8), InstantSource.fixed(Instant.EPOCH), "live"))
            .start();

    @Singleton
    static final class Scheduled extends ScheduledHandler {

        private final ScheduledJob job;

        Scheduled(ApplicationContext context, ScheduledJob job) {
            super(context);
            this.job = job;
        }

        @Override
        protected ScheduledJob job() {
            return job;
        }

        void invoke(int millisLeft) {
            handleRequest(
                    InputStream.nullInputStream(), OutputStream.nullOutputStream(), FakeLambdaContext.of(millisLeft));
        }
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void theLastTenSecondsAreReservedForTheCurrentPieceOfWork() {
        var timeIsUp = new ArrayList<Boolean>();
        var handler = new Scheduled(context, asked -> timeIsUp.add(asked.getAsBoolean()));

        handler.invoke(50_000);
        handler.invoke(10_000);
        handler.invoke(9_999);
        handler.invoke(0);

        assertThat(timeIsUp).containsExactly(false, false, true, true);
    }

    @Test
    void anExceptionOfAJobIsAnAlarmAndReachesLambda() {
        var broken = new IllegalStateException("whatever a store says");

        assertThatThrownBy(() -> new Scheduled(context, timeIsUp -> {
                            throw broken;
                        })
                        .invoke(50_000))
                .isSameAs(broken);

        assertThat(log.toString(UTF_8).lines())
                .singleElement()
                .asString()
                .contains("\"alarm\":\"JOB_FAILED\"")
                .contains("\"subject\":\"Scheduled java.lang.IllegalStateException\"")
                .doesNotContain("whatever a store says");
    }
}
