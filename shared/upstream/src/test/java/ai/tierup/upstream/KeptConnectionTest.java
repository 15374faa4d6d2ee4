package ai.tierup.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.upstream.UpstreamCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for connections that are kept for the next call, and closed by the provider before it. */
@Timeout(60)
class KeptConnectionTest {

    private static final String SSE = "text/event-stream";
    private static final String ANSWER =
            "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    private static final List<UpstreamEvent> ANSWERED =
            List.of(new TextDelta("Hi"), new Finished(FinishReason.STOP), new Ended());
    private static final Failed BROKEN_OFF = Failed.brokenOff(UpstreamFailure.UNAVAILABLE);

    private final ReaderClock clock = new ReaderClock();
    private final ReaderThreads readers = new ReaderThreads();
    private ControlledServer server;
    private HttpUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        server = new ControlledServer();
        upstream = new HttpUpstream(
                Requests.settings(server.baseUrl()), provider -> Optional.of("upstream-key"), clock, readers);
    }

    @AfterEach
    void stop() throws IOException {
        upstream.close();
        server.close();
    }

    private UpstreamCall open() {
        return upstream.open(Requests.saying("Hi"));
    }

    private void answer() throws InterruptedException {
        var exchange = server.next();
        exchange.sendHead(SSE);
        exchange.sendLast(ANSWER);
    }

    private void drop() throws Exception {
        server.next().drop();
    }

    /** Returns the events when the connection is free for the next call. */
    private List<UpstreamEvent> eventsOf(UpstreamCall call) throws InterruptedException {
        var events = new ArrayList<UpstreamEvent>();
        try (call) {
            while (events.isEmpty() || !(events.getLast() instanceof Ended || events.getLast() instanceof Failed)) {
                call.next(Duration.ofSeconds(20)).ifPresent(events::add);
            }
            readers.awaitEnd(Duration.ofSeconds(20));
        }
        return events;
    }

    /** Leaves a connection that is kept for the next call. */
    private void answerACall() throws InterruptedException {
        var call = open();
        answer();
        assertThat(eventsOf(call)).isEqualTo(ANSWERED);
    }

    @Test
    void aServerThatDropsTheSecondRequestOfAConnectionAnswersEveryCall() throws Exception {
        answerACall();

        for (var i = 0; i < 3; i++) {
            var call = open();
            drop();
            answer();

            assertThat(eventsOf(call)).isEqualTo(ANSWERED);
        }

        assertThat(server.connections()).isEqualTo(4);
    }

    @Test
    void aRequestIsSentAgainOnlyOnce() throws Exception {
        answerACall();

        var call = open();
        drop();
        drop();

        assertThat(eventsOf(call)).containsExactly(BROKEN_OFF);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void aNewConnectionThatIsDroppedIsAFailure() throws Exception {
        var call = open();
        drop();

        assertThat(eventsOf(call)).containsExactly(BROKEN_OFF);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aRequestThatAModelMayHaveSeenIsNotSentAgain() throws Exception {
        answerACall();

        var call = open();
        var exchange = server.next();
        clock.pass(Duration.ofSeconds(2));
        exchange.drop();

        assertThat(eventsOf(call)).containsExactly(BROKEN_OFF);
    }

    @Test
    void aRequestIsNotSentAgainOnceAResponseHasBegun() throws Exception {
        answerACall();

        var call = open();
        var exchange = server.next();
        exchange.sendHead(SSE);
        exchange.drop();

        assertThat(eventsOf(call)).containsExactly(BROKEN_OFF);
        assertThat(server.connections()).isEqualTo(1);
    }
}
