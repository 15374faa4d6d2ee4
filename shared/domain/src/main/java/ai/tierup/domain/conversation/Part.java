package ai.tierup.domain.conversation;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A piece of a message. */
public sealed interface Part {

    /** Text or an image, as a part of a message or of a tool result. */
    sealed interface Content extends Part {}

    record Text(String text) implements Content {}

    /**
     * An image, contained in the request itself.
     *
     * @param mediaType {@code image/png}, {@code image/jpeg}, {@code image/webp} or {@code image/gif}
     * @param base64 its bytes in standard Base64, padded
     * @param detail how closely the model is to look at it
     */
    record Image(String mediaType, String base64, Detail detail) implements Content {}

    /** The level of detail in which a model looks at an image. */
    enum Detail {
        AUTO,
        LOW,
        HIGH
    }

    /**
     * A tool call that the assistant made.
     *
     * @param id our own id
     * @param arguments JSON as the model wrote it; may be invalid
     */
    record ToolCall(String id, String name, String arguments) implements Part {}

    /** @param toolCallId id of the {@link ToolCall} that it answers */
    record ToolResult(String toolCallId, List<Content> content) implements Part {

        public ToolResult {
            content = List.copyOf(content);
        }

        public ToolResult(String toolCallId, String text) {
            this(toolCallId, List.of(new Text(text)));
        }

        /** Its texts, concatenated. */
        public String text() {
            return content.stream()
                    .filter(Text.class::isInstance)
                    .map(part -> ((Text) part).text())
                    .collect(Collectors.joining());
        }

        public List<Image> images() {
            return content.stream()
                    .filter(Image.class::isInstance)
                    .map(Image.class::cast)
                    .toList();
        }
    }

    /**
     * The assistant's reasoning before its answer.
     *
     * @param text as much of it as the provider reveals; may be empty
     * @param sealedState the provider's own form of it, from which only that provider can continue; opaque to clients and to the domain;
     *     null if there is none
     */
    record Reasoning(String text, @Nullable String sealedState) implements Part {}
}
