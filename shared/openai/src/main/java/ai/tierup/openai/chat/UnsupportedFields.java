package ai.tierup.openai.chat;

import ai.tierup.api.Field;
import java.util.Map;
import java.util.Set;

/**
 * Refuses features of OpenAI or of an aggregator that we do not offer. A client that sends them relies on them, so ignoring them
 * silently would be worse than an error.
 */
final class UnsupportedFields {

    /** Advice to the client by the names of fields that are refused with any value. */
    private static final Map<String, String> ADVICE_BY_FIELD = Map.ofEntries(
            Map.entry("functions", "Send \"tools\" instead."),
            Map.entry("function_call", "Send \"tool_choice\" instead."),
            Map.entry("audio", "Leave it out. Answers are text only."),
            Map.entry("prediction", "Leave it out. It is not supported."),
            Map.entry("web_search_options", "Leave it out. Web search is not supported."),
            Map.entry("top_logprobs", "Leave it out. Log probabilities are not supported."),
            Map.entry("moderation", "Leave it out. It is not supported."),
            Map.entry("provider", "Leave it out. The service chooses the model and the provider."),
            Map.entry("models", "Leave it out. The service chooses the model and the provider."),
            Map.entry("route", "Leave it out. The service chooses the model and the provider."),
            Map.entry("plugins", "Leave it out. Plugins are not supported."),
            Map.entry("transforms", "Leave it out. Conversations are not transformed."),
            Map.entry("preset", "Leave it out. Presets are not supported."));

    private UnsupportedFields() {}

    static void refuseIn(Field request) {
        for (var name : ADVICE_BY_FIELD.keySet().stream().sorted().toList()) {
            request.at(name).optional().ifPresent(field -> {
                throw field.unsupported(ADVICE_BY_FIELD.getOrDefault(name, ""));
            });
        }
        request.at("n").optional().ifPresent(n -> {
            if (n.wholeNumber(1, 128) > 1) {
                throw n.unsupported("Send one request for each answer. \"n\" must be 1.");
            }
        });
        request.at("logprobs").optional().ifPresent(logprobs -> {
            if (logprobs.bool()) {
                throw logprobs.unsupported("Leave it out. Log probabilities are not supported.");
            }
        });
        request.at("logit_bias").optional().ifPresent(bias -> {
            if (!bias.object().node().isEmpty()) {
                throw bias.unsupported("Leave it out. Token ids differ between the models of a tier.");
            }
        });
        request.at("modalities")
                .optional()
                .ifPresent(modalities -> modalities.elements(2, modality -> {
                    if (modality.oneOf(Set.of("text", "audio")).equals("audio")) {
                        throw modalities.unsupported("Ask for [\"text\"]: answers are text.");
                    }
                }));
    }
}
