package ai.tierup.domain.meter;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.JsonText;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Tool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts conversations and answers in neutral tokens. A request is 3 tokens, a message 4, a tool or a JSON schema for the answer 8, a tool
 * call 4, each with the texts in it, which are counted apart. A tool result is a message. An image is counted by its size. Reasoning is not
 * counted, because it is not sent to every provider. Safe for concurrent use.
 */
public final class TokenCounter {

    private static final int REQUEST_TOKENS = 3;
    private static final int MESSAGE_TOKENS = 4;
    private static final int TOOL_TOKENS = 8;
    private static final int TOOL_CALL_TOKENS = 4;

    private final TokenMeter meter;

    public TokenCounter(TokenMeter meter) {
        this.meter = meter;
    }

    /** The tokens of a block. The opening of a conversation includes those of the request. */
    public long count(Block block) {
        return count(block, Long.MAX_VALUE);
    }

    /** The tokens of a block. Once there are more than {@code limit}, any larger number may be returned. */
    public long count(Block block, long limit) {
        var sum = new Sum(limit);
        switch (block) {
            case Block.Opening(var tools, var format, var messages) -> {
                sum.tokens += REQUEST_TOKENS;
                tools.forEach(sum::add);
                sum.add(format);
                messages.forEach(sum::add);
            }
            case Block.Turn(var message) -> sum.add(message);
        }
        return sum.tokens;
    }

    /** The tokens of a whole conversation. */
    public long count(Conversation conversation) {
        return Block.of(conversation).stream().mapToLong(this::count).sum();
    }

    /** The tokens of an answer: its visible text and its tool calls. */
    public long countAnswer(String text, List<Part.ToolCall> toolCalls) {
        var sum = new Sum(Long.MAX_VALUE);
        sum.add(text);
        toolCalls.forEach(sum::add);
        return sum.tokens;
    }

    private final class Sum {

        private final long limit;
        private long tokens;

        Sum(long limit) {
            this.limit = limit;
        }

        void add(Message message) {
            var results = message.parts().stream()
                    .filter(Part.ToolResult.class::isInstance)
                    .count();
            var isOnlyResults = results > 0 && results == message.parts().size();
            tokens += MESSAGE_TOKENS * (isOnlyResults ? results : results + 1);
            add(message.name());
            message.parts().forEach(this::add);
        }

        void add(Part part) {
            switch (part) {
                case Part.Text(var text) -> add(text);
                case Part.Image image -> tokens += ImageTokens.of(image);
                case Part.ImageLink link -> tokens += ImageTokens.MAX;
                case Part.DocumentLink link -> add(link.heading());
                case Part.ToolCall call -> {
                    tokens += TOOL_CALL_TOKENS;
                    add(call.name());
                    add(call.arguments());
                }
                case Part.ToolResult result -> result.content().forEach(this::add);
                case Part.Reasoning reasoning -> {}
            }
        }

        void add(Tool tool) {
            tokens += TOOL_TOKENS;
            add(tool.name());
            add(tool.description());
            add(tool.parameters());
        }

        void add(ResponseFormat format) {
            if (format instanceof ResponseFormat.JsonSchema(var name, var description, var schema, var strict)) {
                tokens += TOOL_TOKENS;
                add(name);
                add(description);
                add(schema);
            }
        }

        private void add(@Nullable JsonText schema) {
            if (schema != null) {
                add(schema.text());
            }
        }

        void add(@Nullable String text) {
            if (text != null && tokens <= limit) {
                tokens += meter.count(text, limit - tokens);
            }
        }
    }
}
