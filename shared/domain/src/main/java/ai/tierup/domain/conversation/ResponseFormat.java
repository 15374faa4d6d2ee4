package ai.tierup.domain.conversation;

import org.jspecify.annotations.Nullable;

/** The format that the answer's text must have. */
public sealed interface ResponseFormat {

    record Text() implements ResponseFormat {}

    record JsonObject() implements ResponseFormat {}

    /** @param schema null if the client gave only a name */
    record JsonSchema(
            String name,
            @Nullable String description,
            @Nullable JsonText schema,
            @Nullable Boolean strict) implements ResponseFormat {}
}
