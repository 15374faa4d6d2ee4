package ai.tierup.domain.conversation;

import org.jspecify.annotations.Nullable;

/**
 * How large a conversation is, without a tokeniser.
 *
 * @param bytes UTF-8 bytes of its texts and schemas
 * @param boundTokens more native tokens than any known tokeniser makes of it
 */
public record InputSize(long bytes, long boundTokens) {

    private static final int MESSAGE_TOKENS = 16;
    private static final int TOOL_TOKENS = 64;
    private static final int IMAGE_TOKENS = 15_000;
    private static final int BYTES_PER_COUNTED_TOKEN = 4;
    private static final int FEWEST_BYTES_PER_CONTEXT_TOKEN = 5;

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

    /** What is charged when upstream does not report its count. */
    public long countedTokens() {
        return Math.ceilDiv(bytes, (long) BYTES_PER_COUNTED_TOKEN);
    }

    /** Whether even the most frugal tokeniser would need more than {@code contextTokens}. */
    public boolean certainlyExceeds(int contextTokens) {
        return Math.ceilDiv(bytes, (long) FEWEST_BYTES_PER_CONTEXT_TOKEN) > contextTokens;
    }

    private static final class Sum {

        private long bytes;
        private long tokens;
        private long spacedBytes;

        void add(Message message) {
            tokens += MESSAGE_TOKENS;
            text(message.name());
            for (var part : message.parts()) {
                switch (part) {
                    case Part.Text(var text) -> text(text);
                    case Part.Image image -> tokens += IMAGE_TOKENS;
                    case Part.ToolCall(var id, var name, var arguments) -> {
                        text(id);
                        text(name);
                        text(arguments);
                    }
                    case Part.ToolResult(var id, var text) -> {
                        text(id);
                        text(text);
                    }
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
                tokens += size.unspacedBytes();
                spacedBytes += size.bytes() - size.unspacedBytes();
            }
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
