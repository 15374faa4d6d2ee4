package ai.tierup.functions.support.observability;

import ai.tierup.api.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one request of a buffered route ended.
 *
 * @param route method and path of the route as the template declares it, such as {@code GET /v1/models/{id}}: never the path that a client
 *     asked for
 * @param error what the client was told; null when it was answered
 */
public record RouteReport(
        String requestId,
        String route,
        int status,
        @Nullable ErrorCode error,
        Duration duration) {}
