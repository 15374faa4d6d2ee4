package ai.tierup.upstream;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which upstream, and how long it may be silent.
 *
 * @param baseUrl to which {@code /chat/completions} is added
 * @param model replaces every candidate's slug; null to send the slugs
 * @param firstByteTimeout for streams; a whole answer has until the request's deadline
 * @param idleTimeout between two signs of life of a stream, comments included
 */
public record UpstreamSettings(
        URI baseUrl, @Nullable String model, Duration connectTimeout, Duration firstByteTimeout, Duration idleTimeout) {

    private static final String OPENROUTER_HOST = "openrouter.ai";

    /** The slugs are OpenRouter's names: whoever is sent them speaks OpenRouter; whoever has a name of its own need not. */
    Dialect dialect() {
        return model == null || OPENROUTER_HOST.equalsIgnoreCase(baseUrl.getHost())
                ? Dialect.OPENROUTER
                : Dialect.PLAIN;
    }
}
