package ai.tierup.domain.conversation;

import org.jspecify.annotations.Nullable;

/**
 * The size of a conversation, estimated without a tokeniser.
 *
 * @param bytes UTF-8 bytes of its texts and schemas, without reasoning
 * @param boundTokens an upper bound on its tokens without reasoning, neutral or native, whoever serves it: no tokeniser makes more than one
 *     token of a byte
 * @param reasoningTokens an upper bound on the native tokens of the reasoning that it contains. Customers do not pay for these, but we do
 */
public record InputSize(long bytes, long boundTokens, long reasoningTokens) {

    /** The frame of a request, with the system prompt that the chat templates of some models add, such as gpt-oss and Qwen. */
    private static final int REQUEST_TOKENS = 256;

    private static final int MESSAGE_TOKENS = 16;

    /** Some providers join the texts of a message with line breaks. */
    private static final int TEXT_PART_TOKENS = 2;

    private static final int TOOL_TOKENS = 64;
    private static final int TOOL_CALL_TOKENS = 16;
    private static final int IMAGE_TOKENS = 15_000;

    /** Overhead of a tool result's images, which some providers accept only in a separate message. */
    private static final int RESULT_IMAGES_TOKENS = 64;

    /** A provider's own prompt, once for tools and once for a response format. Anthropic documents several hundred tokens. */
    private static final int PROVIDER_PROMPT_TOKENS = 1_024;

    private static final int BYTES_PER_ESTIMATED_TOKEN = 4;

    public static InputSize of(Conversation conversation) {
        var sum = new Sum();
        conversation.messages().forEach(sum::add);
        conversation.tools().forEach(sum::add);
        if (!conversation.tools().isEmpty()) {
            sum.tokens += PROVIDER_PROMPT_TOKENS;
        }
        sum.add(conversation.responseFormat());
        return new InputSize(sum.bytes, sum.tokens, sum.reasoningTokens);
    }

    /** An upper bound on its tokens with reasoning, in any tokeniser. */
    public long nativeBoundTokens() {
        return boundTokens + reasoningTokens;
    }

    /** An estimate of its neutral tokens, for whoever cannot wait for the count. */
    public long estimatedTokens() {
        return Math.ceilDiv(bytes, (long) BYTES_PER_ESTIMATED_TOKEN);
    }

    private static final class Sum {

        private long bytes;
        private long tokens = REQUEST_TOKENS;
        private long reasoningTokens;

        void add(Message message) {
            tokens += MESSAGE_TOKENS;
            text(message.name());
            message.parts().forEach(this::add);
        }

        private void add(Part part) {
            switch (part) {
                case Part.Text(var text) -> {
                    tokens += TEXT_PART_TOKENS;
                    text(text);
                }
                case Part.Image image -> tokens += IMAGE_TOKENS;
                case Part.ImageLink link -> tokens += IMAGE_TOKENS;
                case Part.DocumentLink link -> tokens += TEXT_PART_TOKENS; // Its text is not known yet.
                case Part.ToolCall(var id, var name, var arguments) -> {
                    tokens += TOOL_CALL_TOKENS;
                    text(id);
                    text(name);
                    text(arguments);
                }
                case Part.ToolResult result -> {
                    tokens += MESSAGE_TOKENS; // Providers get each result in a message of its own.
                    text(result.toolCallId());
                    result.content().forEach(this::add);
                    if (!result.images().isEmpty()) {
                        tokens += RESULT_IMAGES_TOKENS;
                        tokens += Utf8.bytes(result.toolCallId());
                    }
                }
                case Part.Reasoning(var state) -> reasoningTokens += Utf8.bytes(state);
            }
        }

        void add(Tool tool) {
            tokens += TOOL_TOKENS;
            text(tool.name());
            text(tool.description());
            schema(tool.parameters());
        }

        void add(ResponseFormat format) {
            switch (format) {
                case ResponseFormat.Text text -> {}
                case ResponseFormat.JsonObject json -> tokens += PROVIDER_PROMPT_TOKENS;
                case ResponseFormat.JsonSchema schema -> {
                    tokens += PROVIDER_PROMPT_TOKENS;
                    text(schema.name());
                    text(schema.description());
                    schema(schema.schema());
                }
            }
        }

        void text(@Nullable String text) {
            if (text != null) {
                var size = Utf8.bytes(text);
                bytes += size;
                tokens += size;
            }
        }

        void schema(@Nullable JsonText schema) {
            text(schema == null ? null : schema.text());
        }
    }
}
