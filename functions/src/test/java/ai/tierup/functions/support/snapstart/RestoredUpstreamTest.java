package ai.tierup.functions.support.snapstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.Upstream;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamRequest;
import ai.tierup.functions.support.gateway.IsolatedService;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks that a restored copy does not use the connections of its snapshot. */
class RestoredUpstreamTest {

    private static final byte[] ANSWER =
            "{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}".getBytes(UTF_8);

    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private HttpServer provider;
    private IsolatedService service;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", exchange -> {
            connections.add(exchange.getRemoteAddress());
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
        });
        provider.start();
        service =
                new IsolatedService("http://127.0.0.1:" + provider.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        service.close();
        provider.stop(0);
    }

    private void callProvider() {
        var conversation = new Conversation(
                List.of(new Message(Message.Role.USER, List.of(new Part.Text("Hi")), null)),
                List.of(),
                null,
                null,
                new ResponseFormat.Text(),
                Sampling.DEFAULT);
        var candidate = TestTiers.mapping().tier(TierId.TIER_2).candidates().getFirst();
        var request = new UpstreamRequest(candidate, conversation, 10, "user-tag", null, Map.of());
        try (var call = service.context().getBean(Upstream.class).open(request)) {
            Optional<UpstreamEvent> event;
            do {
                event = call.next(Duration.ofSeconds(20));
            } while (!event.equals(Optional.of(new UpstreamEvent.Ended())));
        }
    }

    @Test
    void connectionsAreNewAfterARestore() throws Exception {
        callProvider();
        callProvider();
        assertThat(connections).hasSize(1);

        service.context().getBean(Snapshots.class).hooks(() -> {}, () -> {}).afterRestore(null);
        callProvider();

        assertThat(connections).hasSize(2);
    }
}
