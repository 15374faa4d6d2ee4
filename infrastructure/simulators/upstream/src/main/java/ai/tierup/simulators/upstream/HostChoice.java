package ai.tierup.simulators.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Chooses the host that serves a request, as the aggregator does. Requests go to all hosts in turn. A session stays with its first host; a
 * conversation without a session stays with the first host that had a part of it in its cache. Both are forgotten after a while.
 */
final class HostChoice {

    private static final int HOSTS = 3;
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final Map<String, Remembered> remembered = new HashMap<>();
    private int next;

    private record Remembered(int host, Instant until) {}

    synchronized int host(ChatInput input, Instant now) {
        var known = remembered.get(key(input));
        return known != null && known.until().isAfter(now) ? known.host() : next++ % HOSTS;
    }

    synchronized void served(ChatInput input, int host, CacheUse use, Instant now) {
        if (session(input.body()).isTextual() || use.readTokens() > 0) {
            remembered.put(key(input), new Remembered(host, now.plus(MEMORY)));
        }
    }

    private static String key(ChatInput input) {
        var session = session(input.body());
        return input.model().slug() + "#" + (session.isTextual() ? session.textValue() : opening(input.body()));
    }

    private static JsonNode session(JsonNode body) {
        return body.path("session_id");
    }

    /** The tools and the first two messages: usually those of the system and of the user. */
    private static String opening(JsonNode body) {
        return PromptCaches.sha256(PromptBlock.of(body).stream()
                .limit(3)
                .map(PromptBlock::identity)
                .collect(Collectors.joining("\n")));
    }
}
