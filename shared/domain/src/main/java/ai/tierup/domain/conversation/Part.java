package ai.tierup.domain.conversation;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A piece of a message. */
public sealed interface Part {

    /** What a message, or the result of a tool, shows. */
    sealed interface Content extends Part {}

    record Text(String text) implements Content {}

    /**
     * A picture, carried in the request itself.
     *
     * @param mediaType {@code image/png}, {@code image/jpeg}, {@code image/webp} or {@code image/gif}
     * @param base64 its bytes in standard base 64, padded
     * @param detail how closely it is to be looked at
     */
    record Image(String mediaType, String base64, Detail detail) implements Content {}

    /** How closely an image is looked at. */
    enum Detail {
        AUTO,
        LOW,
        HIGH
    }

    /**
     * A call that the assistant made.
     *
     * @param id our own id
     * @param arguments JSON as the model wrote it, which need not be valid
     */
    record ToolCall(String id, String name, String arguments) implements Part {}

    /** @param toolCallId id of the {@link ToolCall} it answers */
    record ToolResult(String toolCallId, List<Content> content) implements Part {

        public ToolResult {
            content = List.copyOf(content);
        }

        public ToolResult(String toolCallId, String text) {
            this(toolCallId, List.of(new Text(text)));
        }

        /** Its texts, one after the other. */
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
     * What the assistant thought before it answered.
     *
     * @param text as much of it as the provider tells; may be empty
     * @param sealedState the provider's own form of it, which only that provider can go on from; opaque to clients and to the domain;
     *     null when there is none
     */
    record Reasoning(String text, @Nullable String sealedState) implements Part {}
}
