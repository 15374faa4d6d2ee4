package ai.tierup.simulators.upstream;

import java.util.Optional;

/** Creates the error that control words request, with the text of the real services. */
final class RequestedError {
    private RequestedError() {}

    static Optional<Refusal> in(ControlWords words, ChatInput input) {
        if (!words.has(ControlWord.STATUS) && !words.has(ControlWord.TYPE)) {
            return Optional.empty();
        }
        String type = words.text(ControlWord.TYPE, "");
        int status = words.number(ControlWord.STATUS, statusOf(type));
        return Optional.of(of(status, type.isEmpty() ? typeOf(status) : type, input)
                .retryAfter(words.number(ControlWord.RETRY_AFTER)));
    }

    static Refusal of(int status, String type, ChatInput input) {
        var model = input.model();
        return switch (type) {
            case "authentication" -> Refusal.byAggregator(status, type, "User not found.");
            case "payment_required" ->
                Refusal.byAggregator(
                        status,
                        type,
                        "This request requires more credits, or fewer max_tokens. You requested up to %d tokens, but can only afford 30104. To increase, visit https://openrouter.ai/settings/credits and add more credits"
                                .formatted(input.maxTokens()));
            case "no_endpoints" -> Refusal.byAggregator(status, type, "No endpoints found for " + model.slug() + ".");
            case "model_not_found" -> Refusal.byAggregator(status, type, model.slug() + " is not a valid model ID");
            case "context_length_exceeded" ->
                Refusal.byAggregator(
                        status,
                        type,
                        "This endpoint's maximum context length is 262144 tokens. However, you requested about %d tokens (%d of text input, %d in the output). Please reduce the length of either one, or use the \"middle-out\" transform."
                                .formatted(
                                        input.promptTokens() + input.maxTokens(),
                                        input.promptTokens(),
                                        input.maxTokens()));
            case "content_policy_violation", "moderation" ->
                Refusal.byProvider(
                        model,
                        status,
                        type,
                        "{\"error\":{\"message\":\"%s flagged the prompt: violence/graphic\",\"model\":\"%s\"}}"
                                .formatted(model.provider(), model.datedSlug()));
            case "timeout" -> Refusal.byProvider(model, status, type, "upstream request timeout");
            default ->
                Refusal.byProvider(
                        model,
                        status,
                        type,
                        "{\"error\":{\"message\":\"%s: %s (%d) at https://api.%s.example/v1\",\"request_id\":\"req_011CVx\"}}"
                                .formatted(
                                        model.datedSlug(),
                                        type,
                                        status,
                                        model.provider().replace(" ", "")));
        };
    }

    private static String typeOf(int status) {
        return switch (status) {
            case 400 -> "invalid_request";
            case 401 -> "authentication";
            case 402 -> "payment_required";
            case 403 -> "permission_denied";
            case 404 -> "no_endpoints";
            case 408, 504, 524 -> "timeout";
            case 413 -> "payload_too_large";
            case 422 -> "unprocessable";
            case 429 -> "rate_limit_exceeded";
            case 502, 503 -> "provider_unavailable";
            case 529 -> "provider_overloaded";
            default -> "server";
        };
    }

    private static int statusOf(String type) {
        return switch (type) {
            case "authentication" -> 401;
            case "payment_required" -> 402;
            case "permission_denied", "guardrail", "moderation", "region_restricted" -> 403;
            case "no_endpoints",
                    "model_deprecated",
                    "privacy_restricted",
                    "constraint_filtered",
                    "free_variant_ended" -> 404;
            case "timeout" -> 408;
            case "payload_too_large" -> 413;
            case "unprocessable" -> 422;
            case "rate_limit_exceeded", "capacity_exhausted" -> 429;
            case "server", "unmapped" -> 500;
            case "provider_unavailable" -> 503;
            case "provider_overloaded" -> 529;
            default -> 400;
        };
    }
}
