package ai.tierup.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.upstream.UpstreamCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.ToolCallDelta;
import ai.tierup.domain.upstream.UpstreamEvent.Usage;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.usage.TokenUsage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for the events of a call, and for the threads and connections that it occupies. */
@Timeout(60)
class HttpUpstreamCallTest {

    private static final String SSE = "Text/Event-Stream; charset=utf-8";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Failed UNAVAILABLE = Failed.brokenOff(UpstreamFailure.UNAVAILABLE);
    private static final String STOP = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String DONE = "data: [DONE]\n\n";
    private static final String COMMENT = ": OPENROUTER PROCESSING\n\n";

    /** More events than a call queues. */
    private static final int MANY = 300;

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

    private static String delta(String text) {
        return "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
    }

    private static List<UpstreamEvent> eventsOf(UpstreamCall call) {
        var events = new ArrayList<UpstreamEvent>();
        try (call) {
            while (events.isEmpty() || !(events.getLast() instanceof Ended || events.getLast() instanceof Failed)) {
                call.next(LONG).ifPresent(events::add);
            }
        }
        return events;
    }

    @Test
    void commentsAreNoEvents() throws Exception {
        try (var call = open()) {
            var exchange = server.next();
            exchange.sendHead(SSE);
            exchange.send(COMMENT.repeat(MANY) + delta("Hel"));

            assertThat(call.next(LONG)).contains(new TextDelta("Hel"));
            exchange.send(COMMENT.repeat(MANY));
            assertThat(call.next(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void aFailureAfterTheFinishReasonEndsTheAnswer() throws Exception {
        var call = open();
        var exchange = server.next();
        exchange.sendHead(SSE);
        exchange.sendLast(STOP + "data: {\"choices\":[],\"usa");

        assertThat(eventsOf(call)).containsExactly(new Finished(FinishReason.STOP), new Ended());
    }

    @Test
    void aServerMayAnswerWhole() throws Exception {
        var call = open();
        var exchange = server.next();
        exchange.sendHead("application/json");
        exchange.sendLast("\n\n{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}");

        assertThat(eventsOf(call)).containsExactly(new TextDelta("Hi"), new Finished(FinishReason.STOP), new Ended());
    }

    @Test
    void aServerWithoutTlsIsAFailure() throws Exception {
        try (var plainText = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var secure = new HttpUpstream(
                        Requests.settings(URI.create("https://localhost:" + plainText.getLocalPort())),
                        provider -> Optional.of("upstream-key"),
                        clock)) {
            var call = secure.open(Requests.saying("Hi"));
            try (var client = plainText.accept()) {
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
            }

            assertThat(eventsOf(call)).containsExactly(UNAVAILABLE);
        }
    }

    @Test
    void anEndlessEventIsAFailureAndClosesTheConnection() throws Exception {
        var call = open();
        var exchange = server.next();
        exchange.sendHead(SSE);
        exchange.send("data: " + "x".repeat(1024 * 1024));

        assertThat(eventsOf(call)).containsExactly(UNAVAILABLE);
        server.awaitDisconnect();
    }

    @Test
    void closingEndsAReaderThatWaitsForItsCaller() throws Exception {
        var call = open();
        var exchange = server.next();
        exchange.sendHead(SSE);
        exchange.send(delta("x").repeat(MANY));
        assertThat(call.next(LONG)).isPresent();

        call.close();

        readers.awaitEnd(LONG);
        server.awaitDisconnect();
    }

    @Test
    void closingEndsAReaderThatWaitsForTheProvider() throws Exception {
        var silent = open();
        server.next();
        silent.close();
        readers.awaitEnd(LONG);
        server.awaitDisconnect();

        var stalled = open();
        var exchange = server.next();
        exchange.sendHead(SSE);
        exchange.send(delta("x"));
        assertThat(stalled.next(LONG)).isPresent();
        stalled.close();
        readers.awaitEnd(LONG);
    }

    @Test
    void aServerThatNeverEndsItsResponseKeepsNoThread() throws Exception {
        var call = open();
        var exchange = server.next();
        exchange.sendHead(SSE);
        exchange.send(STOP + DONE);

        assertThat(eventsOf(call)).containsExactly(new Finished(FinishReason.STOP), new Ended());

        readers.awaitEnd(LONG);
        server.awaitDisconnect();
    }

    @Test
    void anInterruptedCallerGetsAFailureAndStaysInterrupted() throws Exception {
        try (var call = open()) {
            server.next();
            Thread.currentThread().interrupt();

            assertThat(call.next(LONG)).contains(UNAVAILABLE);

            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void callsReuseTheConnection() throws Exception {
        for (var i = 0; i < 3; i++) {
            var stream = open();
            var first = server.next();
            first.sendHead(SSE);
            first.sendLast(delta("Hi") + STOP + DONE);
            assertThat(eventsOf(stream)).hasSize(3);
            readers.awaitEnd(LONG);

            var whole = open();
            var second = server.next();
            second.sendHead("application/json");
            second.sendLast("{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}");
            assertThat(eventsOf(whole)).hasSize(3);
            readers.awaitEnd(LONG);
        }

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void splitCharactersAndSharedToolCallIndexesAreRepaired() throws Exception {
        var call = open();
        var exchange = server.next();
        exchange.sendHead(SSE);
        exchange.sendLast(delta("\\ud83d") + delta("\\ude00") + toolCall("a") + toolCall("b") + STOP + DONE);

        assertThat(eventsOf(call))
                .containsExactly(
                        new TextDelta("😀"),
                        new ToolCallDelta(0, "a", "f", "{}"),
                        new ToolCallDelta(1, "b", "f", "{}"),
                        new Finished(FinishReason.STOP),
                        new Ended());
    }

    private static String toolCall(String id) {
        return "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"" + id
                + "\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}}]}\n\n";
    }

    @Test
    void chunkBoundariesDoNotChangeTheEvents() throws Exception {
        var recorded = (COMMENT
                        + "data: {\"id\":\"gen-1\",\"provider\":\"P\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"é漢😀\"},\"finish_reason\":null}]}\r\n\r\n"
                        + "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"t\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}}]}\n\n"
                        + COMMENT
                        + "data: {\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"tool_calls\",\"native_finish_reason\":\"x\"}]}\n\n"
                        + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"cost\":0.00001}}\n\n"
                        + DONE)
                .getBytes(UTF_8);
        for (var cut = 0; cut < recorded.length; cut++) {
            var call = open();
            var exchange = server.next();
            exchange.sendHead(SSE);
            exchange.sendCut(recorded, cut);

            assertThat(eventsOf(call))
                    .as("cut at %d", cut)
                    .containsExactly(
                            new TextDelta("é漢😀"),
                            new ToolCallDelta(0, "t", "f", "{}"),
                            new Finished(FinishReason.TOOL_CALLS),
                            new Usage(new TokenUsage(3, 2, 0), new Money(10_000)),
                            new Finished(FinishReason.TOOL_CALLS),
                            new Ended());
        }
    }
}
