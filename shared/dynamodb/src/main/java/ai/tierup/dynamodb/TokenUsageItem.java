package ai.tierup.dynamodb;

import ai.tierup.domain.usage.TokenUsage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes of token counts: {@code promptTokens}, {@code completionTokens}, {@code reasoningTokens}, and the same for native ones;
 * {@code repeatedTokens} if some are.
 */
final class TokenUsageItem {

    private static final String NATIVE_PROMPT = "nativePromptTokens";
    private static final String REPEATED = "repeatedTokens";

    private TokenUsageItem() {}

    static void write(Map<String, AttributeValue> item, TokenUsage billed, @Nullable TokenUsage nativeTokens) {
        item.put("promptTokens", AttributeValues.number(billed.promptTokens()));
        item.put("completionTokens", AttributeValues.number(billed.completionTokens()));
        item.put("reasoningTokens", AttributeValues.number(billed.reasoningTokens()));
        if (billed.repeatedTokens() > 0) {
            item.put(REPEATED, AttributeValues.number(billed.repeatedTokens()));
        }
        if (nativeTokens != null) {
            item.put(NATIVE_PROMPT, AttributeValues.number(nativeTokens.promptTokens()));
            item.put("nativeCompletionTokens", AttributeValues.number(nativeTokens.completionTokens()));
            item.put("nativeReasoningTokens", AttributeValues.number(nativeTokens.reasoningTokens()));
        }
    }

    static TokenUsage billed(Map<String, AttributeValue> item) {
        return new TokenUsage(
                AttributeValues.number(item, "promptTokens"),
                AttributeValues.number(item, "completionTokens"),
                AttributeValues.number(item, "reasoningTokens"),
                item.containsKey(REPEATED) ? AttributeValues.number(item, REPEATED) : 0);
    }

    /** The native counts; null if upstream gave none, or in items of earlier versions. */
    static @Nullable TokenUsage nativeTokens(Map<String, AttributeValue> item) {
        return item.containsKey(NATIVE_PROMPT)
                ? new TokenUsage(
                        AttributeValues.number(item, NATIVE_PROMPT),
                        AttributeValues.number(item, "nativeCompletionTokens"),
                        AttributeValues.number(item, "nativeReasoningTokens"))
                : null;
    }
}
