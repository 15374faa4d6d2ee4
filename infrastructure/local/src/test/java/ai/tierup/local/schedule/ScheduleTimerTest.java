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

    /** Runs until no time is left. */
    public static final class LongRunning implements RequestStreamHandler {

        static final CountDownLatch STARTED = new CountDownLatch(1);
        static final AtomicReference<String> ENDED = new AtomicReference<>("no");

        public LongRunning(ApplicationContext context) {}

        @Override
        public void handleRequest(InputStream event, OutputStream output, Context context) {
            assertThat(context.getRemainingTimeInMillis()).isBetween(1, 50_000);
            STARTED.countDown();
            while (context.getRemainingTimeInMillis() > 0) {
                Thread.onSpinWait();
            }
            ENDED.set("on time");
        }
    }

    @Test
    void closeStopsARunningJobAndWaitsForIt() throws Exception {
        var timer = timer(LongRunning.class, "rate(1 minute)", Clock.systemUTC());
        LongRunning.STARTED.await();

        timer.close();

        assertThat(LongRunning.ENDED).hasValue("on time");
    }

    /** Fails, and counts how often. */
    public static final class Failing implements RequestStreamHandler {

        static final CountDownLatch THREE_TIMES = new CountDownLatch(3);

        public Failing(ApplicationContext context) {}

        @Override
        public void handleRequest(InputStream event, OutputStream output, Context context) {
            THREE_TIMES.countDown();
            throw new IllegalStateException("its store is unavailable");
        }
    }

    @Test
    void aFailedJobRunsAgainWhenItIsDue() throws Exception {
        var minutes = new AtomicInteger();
        InstantSource fastClock = () -> Instant.EPOCH.plusSeconds(60L * minutes.getAndIncrement());

        var timer = timer(Failing.class, "rate(1 minute)", fastClock);
        var runAgain = Failing.THREE_TIMES.await(10, TimeUnit.SECONDS);
        timer.close();

        assertThat(runAgain).isTrue();
    }
}
