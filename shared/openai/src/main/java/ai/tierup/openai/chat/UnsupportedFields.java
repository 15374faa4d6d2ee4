package ai.tierup.openai.chat;

import ai.tierup.api.Field;
import java.util.Map;
import java.util.Set;

/** What OpenAI or an aggregator offers, a client would rely on, and we do not have: better an error than a silent loss. */
final class UnsupportedFields {

    /** Refused whenever they are sent, with what to do instead. */
    private static final Map<String, String> ALWAYS = Map.ofEntries(
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
        for (var name : ALWAYS.keySet().stream().sorted().toList()) {
            request.at(name).optional().ifPresent(field -> {
                throw field.unsupported(ALWAYS.getOrDefault(name, ""));
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
                    if (modality.word(Set.of("text", "audio")).equals("audio")) {
                        throw modalities.unsupported("Ask for [\"text\"]: answers are text.");
                    }
                }));
    }
}
