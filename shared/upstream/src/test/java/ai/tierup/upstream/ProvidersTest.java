package ai.tierup.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.upstream.UpstreamCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.Usage;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.upstream.telegraph.Telegraph;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests for several providers behind one port, one of them with a protocol unlike OpenAI's. */
class ProvidersTest {

    private static final ProviderId SECOND = new ProviderId("second");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String SSE = "text/event-stream";
    private static final String TELEGRAM =
            "event: received\ndata: 1\n\n: still here\n\nevent: says\ndata: Hel\n\nevent: says\ndata: lo\n\nevent: stop\ndata: 2\n\n";
    private static final String CHUNKS =
            "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

    private static HttpUpstream upstream(Provider... providers) {
        return upstream(Map.of(ProviderId.DEFAULT, "first-key", SECOND, "second-key"), providers);
    }

    private static HttpUpstream upstream(Map<ProviderId, String> keys, Provider... providers) {
        return new HttpUpstream(Requests.settings(providers), id -> Optional.ofNullable(keys.get(id)), () -> NOW);
    }

    private static Provider telegraph(ScriptedServer server) {
        return new Provider(SECOND, server.baseUrl(), new Telegraph(), null);
    }

    private static UpstreamCall call(HttpUpstream upstream, ProviderId provider) {
        return upstream.open(Requests.saying("Hi", Requests.candidate(provider, "morse-2")));
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

    @Test
    void anotherProtocolUsesTheSameTransport() throws Exception {
        try (var server = ScriptedServer.answering(200, SSE, TELEGRAM);
                var upstream = upstream(telegraph(server))) {
            assertThat(eventsOf(call(upstream, SECOND)))
                    .containsExactly(
                            new TextDelta("Hel"),
                            new TextDelta("lo"),
                            new Usage(new TokenUsage(1, 2, 0), null),
                            new Finished(FinishReason.STOP),
                            new Ended());

            assertThat(server.requests.take())
                    .startsWith("POST /v1/telegrams/morse-2 HTTP/1.1")
                    .contains("x-telegraph-key: second-key")
                    .endsWith("{\"to\":\"morse-2\",\"limit\":300,\"words\":[\"Hi\"]}")
                    .doesNotContainIgnoringCase("authorization");
        }
    }

    @Test
    void anotherProtocolReadsAWholeAnswer() throws Exception {
        try (var server = ScriptedServer.answering(200, "text/plain", "received 1\nsays Hello\nstop 2\n");
                var upstream = upstream(telegraph(server))) {
            assertThat(eventsOf(call(upstream, SECOND)))
                    .containsExactly(
                            new TextDelta("Hello"),
                            new Usage(new TokenUsage(1, 2, 0), null),
                            new Finished(FinishReason.STOP),
                            new Ended());
        }
    }

    @Test
    void anotherProtocolInterpretsItsOwnErrors() throws Exception {
        try (var server = ScriptedServer.answering(422, "text/plain", "TOO MANY WORDS");
                var upstream = upstream(telegraph(server))) {
            assertThat(eventsOf(call(upstream, SECOND)))
                    .containsExactly(Failed.reported(UpstreamFailure.CONTEXT_TOO_LONG));
        }
        try (var server = ScriptedServer.answering(200, SSE, "event: received\ndata: 1\n\ndata: ???\n\n");
                var upstream = upstream(telegraph(server))) {
            assertThat(eventsOf(call(upstream, SECOND))).containsExactly(Failed.brokenOff(UpstreamFailure.UNAVAILABLE));
        }
    }

    @Test
    void eachProviderIsCalledAtItsAddressWithItsKeyInItsProtocol() throws Exception {
        try (var first = ScriptedServer.answering(200, SSE, CHUNKS);
                var second = ScriptedServer.answering(200, SSE, TELEGRAM);
                var upstream = upstream(
                        new Provider(ProviderId.DEFAULT, first.baseUrl(), Protocols.OPENAI_COMPATIBLE, "own-name"),
                        telegraph(second))) {
            assertThat(eventsOf(call(upstream, ProviderId.DEFAULT)))
                    .containsExactly(new TextDelta("Hi"), new Finished(FinishReason.STOP), new Ended());
            assertThat(eventsOf(call(upstream, SECOND))).contains(new TextDelta("Hel"));

            assertThat(first.requests.take())
                    .startsWith("POST /v1/chat/completions")
                    .contains("Bearer first-key")
                    .contains("\"model\":\"own-name\"")
                    .doesNotContain("second-key");
            assertThat(second.requests.take()).contains("second-key").doesNotContain("first-key");
        }
    }

    @Test
    void aCallToAnUnconfiguredProviderIsRefused() throws Exception {
        try (var server = ScriptedServer.answering(200, SSE, TELEGRAM);
                var upstream = upstream(telegraph(server))) {
            assertThat(eventsOf(call(upstream, new ProviderId("unconfigured"))))
                    .containsExactly(Failed.notSent(UpstreamFailure.REFUSED_US));
        }
    }

    @Test
    void aProviderWithoutAKeyIsNotCalled() throws Exception {
        try (var server = ScriptedServer.answering(200, SSE, TELEGRAM);
                var upstream = upstream(Map.of(ProviderId.DEFAULT, "first-key"), telegraph(server))) {
            assertThat(eventsOf(call(upstream, SECOND))).containsExactly(Failed.notSent(UpstreamFailure.REFUSED_US));
            assertThat(server.requests).isEmpty();
        }
    }
}
