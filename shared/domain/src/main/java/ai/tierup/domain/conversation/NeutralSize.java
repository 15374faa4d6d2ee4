package ai.tierup.domain.conversation;

import org.jspecify.annotations.Nullable;

/**
 * Counts a conversation in neutral tokens, up to a limit. A request is 3 tokens, a message 4, a tool or a response format 8, a tool call 4
 * and an image 1,600, each with the texts in it. Reasoning is not counted, because it is not sent to every provider.
 */
public final class NeutralSize {

    private static final int REQUEST_TOKENS = 3;
    private static final int MESSAGE_TOKENS = 4;
    private static final int TOOL_TOKENS = 8;
    private static final int TOOL_CALL_TOKENS = 4;
    private static final int IMAGE_TOKENS = 1_600;

    private final TokenMeter meter;
    private final long limit;
    private long tokens = REQUEST_TOKENS;

    private NeutralSize(TokenMeter meter, long limit) {
        this.meter = meter;
        this.limit = limit;
    }

    /** Returns whether {@code conversation} has more than {@code limit} tokens. No text is counted further than it takes to know. */
    public static boolean exceeds(long limit, Conversation conversation, TokenMeter meter) {
        var size = new NeutralSize(meter, limit);
        conversation.messages().forEach(size::add);
        conversation.tools().forEach(size::add);
        if (conversation.responseFormat() instanceof ResponseFormat.JsonSchema format) {
            size.tokens += TOOL_TOKENS;
            size.add(format.name());
            size.add(format.description());
            size.add(format.schema());
        }
        return size.tokens > limit;
    }

    private void add(Message message) {
        tokens += MESSAGE_TOKENS;
        add(message.name());
        message.parts().forEach(this::add);
    }

    private void add(Part part) {
        switch (part) {
            case Part.Text(var text) -> add(text);
            case Part.Image image -> tokens += IMAGE_TOKENS;
            case Part.ImageLink link -> tokens += IMAGE_TOKENS;
            case Part.ToolCall call -> {
                tokens += TOOL_CALL_TOKENS;
                add(call.name());
                add(call.arguments());
            }
            case Part.ToolResult result -> result.content().forEach(this::add);
            case Part.Reasoning reasoning -> {}
        }
    }

    private void add(Tool tool) {
        tokens += TOOL_TOKENS;
        add(tool.name());
        add(tool.description());
        add(tool.parameters());
    }

    private void add(@Nullable JsonText schema) {
        if (schema != null) {
            add(schema.text());
        }
    }

    private void add(@Nullable String text) {
        if (text != null && tokens <= limit) {
            tokens += meter.count(text, limit - tokens);
        }
    }
}
