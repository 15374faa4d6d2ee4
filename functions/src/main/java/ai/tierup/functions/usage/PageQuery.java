package ai.tierup.functions.usage;

import ai.tierup.domain.wallet.RequestId;
import ai.tierup.functions.gateway.GatewayRequest;
import ai.tierup.openai.ApiError;
import ai.tierup.openai.ApiErrors;
import org.jspecify.annotations.Nullable;

/** Reads {@code ?limit&cursor}. */
sealed interface PageQuery {

    int DEFAULT_LIMIT = 20;
    int LARGEST_LIMIT = 100;

    /** @param before the cursor: only older requests; null from the newest */
    record Page(int limit, @Nullable RequestId before) implements PageQuery {}

    record Invalid(ApiError error) implements PageQuery {}

    static PageQuery read(GatewayRequest request) {
        var limit = request.parameter("limit").map(PageQuery::limit).orElse(DEFAULT_LIMIT);
        if (limit < 1 || limit > LARGEST_LIMIT) {
            return new Invalid(ApiErrors.invalidValue("limit", "Send a whole number from 1 to 100."));
        }
        var cursor = request.parameter("cursor");
        if (cursor.isEmpty()) {
            return new Page(limit, null);
        }
        return RequestId.parsePublic(cursor.get())
                .<PageQuery>map(before -> new Page(limit, before))
                .orElseGet(() -> new Invalid(
                        ApiErrors.invalidValue("cursor", "Send the next_cursor of the page before, unchanged.")));
    }

    private static int limit(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
