package ai.tierup.simulators.upstream;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The traits that reveal a vendor's models: formats of tool-call ids, finish reasons, reasoning, and fingerprints. */
enum ModelFamily {
    ANTHROPIC("anthropic/", "anthropic-claude-v1"),
    OPENAI("openai/", "openai-responses-v1"),
    GOOGLE("google/", "google-gemini-v1"),
    DEEPSEEK("deepseek/", "unknown"),
    MISTRAL("mistralai/", "unknown"),
    KIMI("moonshotai/", "unknown"),
    QWEN("qwen/", "unknown"),
    XAI("x-ai/", "xai-responses-v1"),
    OTHER("", "unknown");

    private static final Pattern MISTRAL_ID = Pattern.compile("[a-zA-Z0-9]{9}");
    private static final Pattern KIMI_ID = Pattern.compile("functions\\.(.+):\\d+");
    private static final Pattern ANTHROPIC_ID = Pattern.compile("[a-zA-Z0-9_-]+");

    private final String vendor;
    private final String reasoningFormat;

    ModelFamily(String vendor, String reasoningFormat) {
        this.vendor = vendor;
        this.reasoningFormat = reasoningFormat;
    }

    static ModelFamily of(String slug) {
        return Arrays.stream(values())
                .filter(family -> slug.startsWith(family.vendor))
                .findFirst()
                .orElseThrow();
    }

    String reasoningFormat() {
        return reasoningFormat;
    }

    /** @param callsBefore number of earlier tool calls in the conversation and in this answer */
    String newToolCallId(Identifiers ids, String tool, int callsBefore) {
        return switch (this) {
            case ANTHROPIC -> "toolu_01" + ids.alphanumeric(22);
            case MISTRAL -> ids.alphanumeric(9);
            case KIMI -> "functions." + tool + ":" + callsBefore;
            case GOOGLE -> "tool_0_" + tool + "_" + ids.alphanumeric(20);
            case QWEN -> "chatcmpl-tool-" + ids.alphanumeric(32);
            case DEEPSEEK -> "call_00_" + ids.alphanumeric(24);
            case OPENAI, XAI, OTHER -> "call_" + ids.alphanumeric(24);
        };
    }

    boolean acceptsToolCallId(String id, String tool) {
        return switch (this) {
            case ANTHROPIC -> ANTHROPIC_ID.matcher(id).matches();
            case MISTRAL -> MISTRAL_ID.matcher(id).matches();
            case KIMI -> {
                var matcher = KIMI_ID.matcher(id);
                yield matcher.matches() && matcher.group(1).equals(tool);
            }
            case OPENAI -> !id.isEmpty() && id.length() <= 40;
            case GOOGLE, DEEPSEEK, QWEN, XAI, OTHER -> !id.isEmpty();
        };
    }

    /** The provider's error text for a tool-call id that it does not accept. */
    String toolCallIdError(String id) {
        return switch (this) {
            case ANTHROPIC ->
                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"messages.1.content.0.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'\"}}";
            case MISTRAL ->
                "{\"object\":\"error\",\"message\":\"Tool call id was %s but must be a-z, A-Z, 0-9, with a length of 9.\",\"type\":\"invalid_request_message_order\",\"code\":\"3280\"}"
                        .formatted(id);
            case KIMI ->
                "{\"error\":{\"message\":\"tool_call_id %s is not found\",\"type\":\"invalid_request_error\"}}"
                        .formatted(id);
            case OPENAI, GOOGLE, DEEPSEEK, QWEN, XAI, OTHER ->
                "{\"error\":{\"message\":\"Invalid tool_call id '%s'.\",\"type\":\"invalid_request_error\"}}"
                        .formatted(id);
        };
    }

    /** Returns true if ids must be unique: Anthropic refuses repeated ids, and Kimi's template numbers the calls of a conversation. */
    boolean requiresUniqueToolCallIds() {
        return this == ANTHROPIC || this == KIMI;
    }

    @Nullable
    String nativeFinishReason(FinishReason reason) {
        return switch (this) {
            case ANTHROPIC ->
                switch (reason) {
                    case STOP -> "end_turn";
                    case LENGTH -> "max_tokens";
                    case TOOL_CALLS -> "tool_use";
                    case CONTENT_FILTER -> "refusal";
                    case ERROR, BLANK -> null;
                };
            case GOOGLE ->
                switch (reason) {
                    case STOP, TOOL_CALLS -> "STOP";
                    case LENGTH -> "MAX_TOKENS";
                    case CONTENT_FILTER -> "SAFETY";
                    case ERROR, BLANK -> null;
                };
            case OPENAI, XAI -> reason == FinishReason.STOP ? "completed" : reason.wireName();
            case DEEPSEEK, MISTRAL, KIMI, QWEN, OTHER -> reason.wireName();
        };
    }

    @Nullable
    String systemFingerprint() {
        return switch (this) {
            case OPENAI, XAI -> "fp_7c91d2e0b4";
            case DEEPSEEK -> "fp_ffc7281d48_prod0820_fp8_kvcache";
            case ANTHROPIC, GOOGLE, MISTRAL, KIMI, QWEN, OTHER -> null;
        };
    }
}
