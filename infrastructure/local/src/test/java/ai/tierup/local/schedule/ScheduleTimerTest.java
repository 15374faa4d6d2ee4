package ai.tierup.local.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ScheduleTimerTest {

    private static ScheduleTimer timer(Class<?> handler, String schedule, InstantSource clock) throws IOException {
        var template = new ObjectMapper(new YAMLFactory()).readTree("""
                Resources:
                  Job:
                    Properties:
                      Handler: %s
                      Timeout: 50
                      Events: {Due: {Type: Schedule, Properties: {Schedule: "%s"}}}
                """.formatted(handler.getName(), schedule));
        return ScheduleTimer.start(
                new TemplateSchedules(template), ApplicationContext.builder().build(), clock, Duration.ofSeconds(30));
    }

    /** Works until it is told that its time is up. */
    public static final class Patient implements RequestStreamHandler {

        static final CountDownLatch BEGUN = new CountDownLatch(1);
        static final AtomicReference<String> ENDED = new AtomicReference<>("no");

        public Patient(ApplicationContext context) {}

        @Override
        public void handleRequest(InputStream event, OutputStream output, Context context) {
            assertThat(context.getRemainingTimeInMillis()).isBetween(1, 50_000);
            BEGUN.countDown();
            while (context.getRemainingTimeInMillis() > 0) {
                Thread.onSpinWait();
            }
            ENDED.set("in good order");
        }
    }

    @Test
    void closingTellsTheRunningJobThatItsTimeIsUpAndWaitsForIt() throws Exception {
        var timer = timer(Patient.class, "rate(1 minute)", Clock.systemUTC());
        Patient.BEGUN.await();

        timer.close();

        assertThat(Patient.ENDED).hasValue("in good order");
    }

    /** Fails, and counts how often. */
    public static final class Failing implements RequestStreamHandler {

        static final CountDownLatch THREE_TIMES = new CountDownLatch(3);

        public Failing(ApplicationContext context) {}

        @Override
        public void handleRequest(InputStream event, OutputStream output, Context context) {
            THREE_TIMES.countDown();
            throw new IllegalStateException("its store is away");
        }
    }

    @Test
    void aJobThatFailsIsRunAgainWhenItIsDue() throws Exception {
        var minutes = new AtomicInteger();
        InstantSource hasty = () -> Instant.EPOCH.plusSeconds(60L * minutes.getAndIncrement());

        var timer = timer(Failing.class, "rate(1 minute)", hasty);
        var runAgain = Failing.THREE_TIMES.await(10, TimeUnit.SECONDS);
        timer.close();

        assertThat(runAgain).isTrue();
    }
}
