package ai.tierup.domain.conversation;

import org.jspecify.annotations.Nullable;

/**
 * A function that the model may call.
 *
 * @param parameters JSON schema of its arguments; null if it takes none
 * @param strict whether arguments must follow the schema exactly; null if the client did not say
 */
public record Tool(
        String name,
        @Nullable String description,
        @Nullable JsonText parameters,
        @Nullable Boolean strict) {}
