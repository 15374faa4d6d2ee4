package ai.tierup.domain.conversation;

import org.jspecify.annotations.Nullable;

/**
 * A function the model may call.
 *
 * @param parameters JSON schema of its arguments; null when it takes none
 * @param strict whether arguments must follow the schema exactly; null when the client did not say
 */
public record Tool(
        String name,
        @Nullable String description,
        @Nullable JsonText parameters,
        @Nullable Boolean strict) {}
