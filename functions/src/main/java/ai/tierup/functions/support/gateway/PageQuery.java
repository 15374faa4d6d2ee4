package ai.tierup.functions.support.gateway;

import ai.tierup.api.ApiError;
import ai.tierup.api.ApiErrors;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parsed query {@code ?limit&cursor}.
 *
 * @param <C> type of a cursor
 */
public sealed interface PageQuery<C> {

    int DEFAULT_LIMIT = 20;
    int MAX_LIMIT = 100;

    /** @param before exclusive upper end of the page; null to start with the newest item */
    record Page<C>(int limit, @Nullable C before) implements PageQuery<C> {}

    record Invalid<C>(ApiError error) implements PageQuery<C> {}

    /** @param cursor parser of cursors, which returns empty for an invalid one */
    static <C> PageQuery<C> read(GatewayRequest request, Function<String, Optional<C>> cursor) {
        var limit = request.parameter("limit").map(PageQuery::limit).orElse(DEFAULT_LIMIT);
        if (limit < 1 || limit > MAX_LIMIT) {
            return new Invalid<>(ApiErrors.invalidValue("limit", "Send a whole number from 1 to 100."));
        }
        var text = request.parameter("cursor");
        if (text.isEmpty()) {
            return new Page<>(limit, null);
        }
        return cursor.apply(text.get())
                .<PageQuery<C>>map(before -> new Page<>(limit, before))
                .orElseGet(() -> new Invalid<>(invalidCursor()));
    }

    /** Returns the error for a cursor that no page has given. */
    static ApiError invalidCursor() {
        return ApiErrors.invalidValue("cursor", "Send the next_cursor of the previous page, unchanged.");
    }

    private static int limit(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
