package ai.tierup.upstream;

import ai.tierup.upstream.protocol.Protocol;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which upstream, and how long it may be silent.
 *
 * @param baseUrl to which the protocol adds its path
 * @param model replaces every candidate's slug; null to send the slugs
 * @param firstByteTimeout for streams; a whole answer has until the request's deadline
 * @param idleTimeout between two signs of life of a stream, comments included
 */
public record UpstreamSettings(
        URI baseUrl,
        Protocol protocol,
        @Nullable String model,
        Duration connectTimeout,
        Duration firstByteTimeout,
        Duration idleTimeout) {}
