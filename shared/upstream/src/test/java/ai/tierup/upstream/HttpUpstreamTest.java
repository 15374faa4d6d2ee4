package ai.tierup.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.upstream.Upstream;
import ai.tierup.domain.upstream.UpstreamCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.Usage;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.usage.TokenUsage;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUpstreamTest {

    private static final Failed UNAVAILABLE = Failed.brokenOff(UpstreamFailure.UNAVAILABLE);
    private static final String SSE = "text/event-stream";
    private static final String HELLO = """
        : OPENROUTER PROCESSING

        data: {"choices":[{"delta":{"role":"assistant","content":"Hel"},"finish_reason":null}]}

        data: {"choices":[{"delta":{"content":"lo"},"finish_reason":null}]}

        """;
    private static final String STOP =
            "data: {\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String USAGE =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";
    private static final List<UpstreamEvent> HELLO_EVENTS = List.of(new TextDelta("Hel"), new TextDelta("lo"));

    private Upstream upstream(URI baseUrl) {
        return new HttpUpstream(Requests.settings(baseUrl), provider -> Optional.of("upstream-key"), new ReaderClock());
    }

    private static List<UpstreamEvent> eventsOf(UpstreamCall call) {
        var events = new ArrayList<UpstreamEvent>();
        try (call) {
            while (events.isEmpty() || !(events.getLast() instanceof Ended || events.getLast() instanceof Failed)) {
                call.next(Duration.ofSeconds(10)).ifPresent(events::add);
            }
        }
        return events;
    }

    private List<UpstreamEvent> events(ScriptedServer server) throws Exception {
        try (server) {
            return eventsOf(upstream(server.baseUrl()).open(Requests.saying("Hi")));
        }
    }

    private static List<UpstreamEvent> helloAnd(UpstreamEvent... more) {
        var events = new ArrayList<>(HELLO_EVENTS);
        events.addAll(List.of(more));
        return events;
    }

    @Test
    void aStreamBecomesEvents() throws Exception {
        assertThat(events(ScriptedServer.answering(200, SSE, HELLO + STOP + USAGE + DONE)))
                .isEqualTo(helloAnd(
                        new Finished(FinishReason.STOP), new Usage(new TokenUsage(3, 2, 0), null), new Ended()));
    }

    @Test
    void aWholeAnswerBecomesTheSameEvents() throws Exception {
        var body =
                "{\"choices\":[{\"message\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}";

        assertThat(events(ScriptedServer.answering(200, "application/json", body)))
                .containsExactly(
                        new TextDelta("Hello"),
                        new Usage(new TokenUsage(3, 2, 0), null),
                        new Finished(FinishReason.STOP),
                        new Ended());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:\n\n",
                "data: \n\n",
                "event: ping\ndata: ping\n\n",
                "event: ping\ndata: {\"type\": \"ping\"}\n\n"
            })
    void aHeartbeatIsIgnored(String heartbeat) throws Exception {
        assertThat(events(ScriptedServer.answering(200, SSE, heartbeat + HELLO + heartbeat + STOP + heartbeat + DONE)))
                .isEqualTo(helloAnd(new Finished(FinishReason.STOP), new Ended()));
    }

    @Test
    void anErrorEventThatIsNotJsonIsAFailure() throws Exception {
        assertThat(events(ScriptedServer.answering(200, SSE, HELLO + "event: error\ndata: out of memory\n\n" + STOP)))
                .isEqualTo(helloAnd(UNAVAILABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain; charset=utf-8", "application/json", ""})
    void aStreamIsRecognisedUnderAnyContentType(String type) throws Exception {
        assertThat(events(ScriptedServer.answering(201, type, HELLO + STOP + DONE)))
                .isEqualTo(helloAnd(new Finished(FinishReason.STOP), new Ended()));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 203})
    void aWholeAnswerIsReadUnderAnySuccessAndContentType(int status) throws Exception {
        var body = "\n {\"choices\":[{\"message\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}";

        assertThat(events(ScriptedServer.answering(status, SSE, body)))
                .containsExactly(new TextDelta("Hello"), new Finished(FinishReason.STOP), new Ended());
    }

    @Test
    void aCompressedAnswerIsRead() throws Exception {
        assertThat(events(ScriptedServer.compressing(200, HELLO + STOP + DONE)))
                .isEqualTo(helloAnd(new Finished(FinishReason.STOP), new Ended()));
        assertThat(events(ScriptedServer.compressing(402, "{\"error\":{\"code\":\"context_length_exceeded\"}}")))
                .containsExactly(Failed.reported(UpstreamFailure.CONTEXT_TOO_LONG));
    }

    @Test
    void aCompressedAnswerThatIsDamagedIsAFailure() throws Exception {
        assertThat(events(ScriptedServer.answering(200, SSE + "\r\ncontent-encoding: gzip", HELLO)))
                .containsExactly(UNAVAILABLE);
        assertThat(events(ScriptedServer.answering(401, SSE + "\r\ncontent-encoding: gzip", "")))
                .containsExactly(Failed.reported(UpstreamFailure.REFUSED_US));
    }

    @Test
    void aConnectionClosedAfterTheFinishReasonEndsTheAnswer() throws Exception {
        assertThat(events(ScriptedServer.answering(200, SSE, HELLO + STOP)))
                .isEqualTo(helloAnd(new Finished(FinishReason.STOP), new Ended()));
        assertThat(events(ScriptedServer.cutting(SSE, HELLO + STOP)))
                .isEqualTo(helloAnd(new Finished(FinishReason.STOP), new Ended()));
    }

    @Test
    void aBrokenStreamFailsAfterTheEventsThatArrived() throws Exception {
        assertThat(events(ScriptedServer.answering(200, SSE, HELLO))).isEqualTo(helloAnd(UNAVAILABLE));
        assertThat(events(ScriptedServer.cutting(SSE, HELLO))).isEqualTo(helloAnd(UNAVAILABLE));
    }

    @Test
    void anErrorWithinAStreamEndsTheCall() throws Exception {
        var error = "data:"
                + " {\"error\":{\"code\":502,\"message\":\"x\"},\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}\n\n";

        assertThat(events(ScriptedServer.answering(200, SSE, HELLO + error + DONE)))
                .isEqualTo(helloAnd(Failed.reported(UpstreamFailure.UNAVAILABLE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>502</html>", "", "{\"choices\":[{\"message\":{\"con", "data: {}"})
    void anUnreadableAnswerIsAFailure(String body) throws Exception {
        assertThat(events(ScriptedServer.answering(200, "text/html", body))).containsExactly(UNAVAILABLE);
        assertThat(events(ScriptedServer.answering(200, "application/json", body)))
                .containsExactly(UNAVAILABLE);
    }

    @Test
    void anErrorStatusIsInterpretedByItsErrorType() throws Exception {
        var body = "{\"error\":{\"code\":400,\"message\":\"Provider returned"
                + " error\",\"metadata\":{\"error_type\":\"context_length_exceeded\"}},\"user_id\":\"user_x\"}";

        assertThat(events(ScriptedServer.answering(400, "application/json", body)))
                .containsExactly(Failed.reported(UpstreamFailure.CONTEXT_TOO_LONG));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry-after: 7 | 7000",
                "Retry-After: 0 | 0",
                "retry-after-ms: 1500 | 1500",
                "'retry-after: 7\r\nretry-after-ms: 1500' | 1500",
                "retry-after: Wed, 21 Oct 2026 07:28:00 GMT |",
                "retry-after: -1 |",
                "retry-after: 99999999999999 |",
                "x: y |"
            })
    void aRefusalSaysForHowLongTheCandidateWantsToBeSpared(String header, @Nullable Long millis) throws Exception {
        assertThat(events(ScriptedServer.answering(429, "application/json\r\n" + header, "{}")))
                .containsExactly(Failed.reported(UpstreamFailure.UNAVAILABLE)
                        .retryAfter(millis == null ? null : Duration.ofMillis(millis)));
    }

    @Test
    void aRefusedConnectionIsAFailureThatCostsNothing() throws Exception {
        int freePort;
        try (var socket = new ServerSocket(0)) {
            freePort = socket.getLocalPort();
        }

        assertThat(eventsOf(upstream(URI.create("http://127.0.0.1:" + freePort)).open(Requests.saying("Hi"))))
                .containsExactly(Failed.notSent(UpstreamFailure.UNAVAILABLE));
    }

    @Test
    void closingDropsTheConnection() throws Exception {
        try (var server = ScriptedServer.stalling(HELLO)) {
            var call = upstream(server.baseUrl()).open(Requests.saying("Hi"));
            assertThat(call.next(Duration.ofSeconds(10))).isPresent();

            call.close();

            assertThat(server.disconnects.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void noHeaderIdentifiesUs() throws Exception {
        try (var server = ScriptedServer.answering(200, SSE, DONE)) {
            eventsOf(upstream(server.baseUrl()).open(Requests.saying("Hi")));

            var head = server.requests.take().split("\r\n\r\n", 2)[0];
            assertThat(head.lines()
                            .skip(1)
                            .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)))
                    .containsExactlyInAnyOrder(
                            "connection",
                            "content-length",
                            "host",
                            "user-agent",
                            "accept",
                            "accept-encoding",
                            "authorization",
                            "content-type");
            assertThat(head).startsWith("POST /v1/chat/completions HTTP/1.1").contains("Bearer upstream-key");
        }
    }
}
