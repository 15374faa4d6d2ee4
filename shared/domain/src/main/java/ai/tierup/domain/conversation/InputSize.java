package ai.tierup.domain.conversation;

import org.jspecify.annotations.Nullable;

/**
 * The size of a conversation, estimated without a tokeniser.
 *
 * @param bytes UTF-8 bytes of its texts and schemas, without reasoning, which is not sent to every provider
 * @param boundTokens an upper bound on its native tokens, for any known tokeniser
 */
public record InputSize(long bytes, long boundTokens) {

    private static final int MESSAGE_TOKENS = 16;
    private static final int TOOL_TOKENS = 64;
    private static final int IMAGE_TOKENS = 15_000;

    /** Overhead of a tool result's images, which some providers accept only in a separate message. */
    private static final int RESULT_IMAGES_TOKENS = 64;

    private static final int BYTES_PER_COUNTED_TOKEN = 4;
    private static final int MIN_BYTES_PER_CONTEXT_TOKEN = 5;

    public static InputSize of(Conversation conversation) {
        var sum = new Sum();
        conversation.messages().forEach(sum::add);
        conversation.tools().forEach(sum::add);
        if (conversation.responseFormat() instanceof ResponseFormat.JsonSchema format) {
            sum.text(format.name());
            sum.text(format.description());
            sum.schema(format.schema());
        }
        return new InputSize(sum.bytes, sum.tokens + Math.ceilDiv(sum.spacedBytes * 2, 3L));
    }

    /** The prompt tokens charged if upstream does not report its count. */
    public long countedTokens() {
        return Math.ceilDiv(bytes, (long) BYTES_PER_COUNTED_TOKEN);
    }

    /** Returns whether even the most compact tokeniser would need more than {@code contextTokens}. */
    public boolean certainlyExceeds(int contextTokens) {
        return Math.ceilDiv(bytes, (long) MIN_BYTES_PER_CONTEXT_TOKEN) > contextTokens;
    }

    private static final class Sum {

        private long bytes;
        private long tokens;
        private long spacedBytes;

        void add(Message message) {
            tokens += MESSAGE_TOKENS;
            text(message.name());
            message.parts().forEach(this::add);
        }

        private void add(Part part) {
            switch (part) {
                case Part.Text(var text) -> text(text);
                case Part.Image image -> tokens += IMAGE_TOKENS;
                case Part.ToolCall(var id, var name, var arguments) -> {
                    text(id);
                    text(name);
                    text(arguments);
                }
                case Part.ToolResult result -> {
                    text(result.toolCallId());
                    result.content().forEach(this::add);
                    if (!result.images().isEmpty()) {
                        tokens += RESULT_IMAGES_TOKENS;
                        bound(TextSize.of(result.toolCallId()));
                    }
                }
                case Part.Reasoning(var text, var sealedState) -> {
                    bound(TextSize.of(text));
                    bound(TextSize.of(sealedState == null ? "" : sealedState));
                }
            }
        }

        void add(Tool tool) {
            tokens += TOOL_TOKENS;
            text(tool.name());
            text(tool.description());
            schema(tool.parameters());
        }

        void text(@Nullable String text) {
            if (text != null) {
                var size = TextSize.of(text);
                bytes += size.bytes();
                bound(size);
            }
        }

        /** Adds to the bound only. */
        private void bound(TextSize size) {
            tokens += size.unspacedBytes();
            spacedBytes += size.bytes() - size.unspacedBytes();
        }

        void schema(@Nullable JsonText schema) {
            if (schema != null) {
                var size = TextSize.of(schema.text()).bytes();
                bytes += size;
                tokens += size;
            }
        }
    }
}
