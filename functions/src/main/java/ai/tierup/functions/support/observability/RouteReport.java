package ai.tierup.functions.support.observability;

import ai.tierup.api.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of one request to a buffered route.
 *
 * @param route method and path as the template declares them, such as {@code GET /v1/models/{id}}; never the requested path
 * @param error the error sent to the client; null if there was none
 */
public record RouteReport(
        String requestId,
        String route,
        int status,
        @Nullable ErrorCode error,
        Duration duration) {}
