package ai.tierup.openai.chat;

import ai.tierup.api.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Refuses features of OpenAI or of an aggregator that we do not offer. A client that asks for them relies on them, so ignoring them
 * silently would be worse than an error. Values that ask for nothing are ignored: some clients send every field with its default.
 */
final class UnsupportedFields {

    /** Advice to the client by the names of fields that are refused unless they are empty. */
    private static final Map<String, String> ADVICE_BY_FIELD = Map.ofEntries(
            Map.entry("functions", "Send \"tools\" instead."),
            Map.entry("audio", "Leave it out. Answers are text only."),
            Map.entry("prediction", "Leave it out. It is not supported."),
            Map.entry("logit_bias", "Leave it out. Token ids differ between the models of a tier."),
            Map.entry("moderation", "Leave it out. It is not supported."),
            Map.entry("provider", "Leave it out. The service chooses the model and the provider."),
            Map.entry("models", "Leave it out. The service chooses the model and the provider."),
            Map.entry("route", "Leave it out. The service chooses the model and the provider."),
            Map.entry("plugins", "Leave it out. Plugins are not supported."),
            Map.entry("transforms", "Leave it out. Conversations are not transformed."),
            Map.entry("preset", "Leave it out. Presets are not supported."));

    /** Values of {@code function_call} that call nothing, because {@code functions} is refused. */
    private static final Set<String> CALLS_WITHOUT_FUNCTIONS = Set.of("auto", "none");

    private static final List<String> REASONING_SETTINGS = List.of("effort", "max_tokens", "enabled");

    private UnsupportedFields() {}

    static void refuseIn(Field request) {
        for (var name : ADVICE_BY_FIELD.keySet().stream().sorted().toList()) {
            request.at(name).nonEmpty().ifPresent(field -> {
                throw field.unsupported(ADVICE_BY_FIELD.getOrDefault(name, ""));
            });
        }
        // An empty object asks for a search with its defaults.
        request.at("web_search_options").optional().ifPresent(options -> {
            throw options.unsupported("Leave it out. Web search is not supported.");
        });
        request.at("function_call").nonEmpty().ifPresent(call -> {
            if (!call.node().isTextual() || !CALLS_WITHOUT_FUNCTIONS.contains(call.text())) {
                throw call.unsupported("Send \"tool_choice\" instead.");
            }
        });
        refuseReasoning(request.at("reasoning"));
        refuseVariants(request);
    }

    /** Refuses an aggregator's settings of reasoning, which has a field of its own here. */
    private static void refuseReasoning(Field reasoning) {
        for (var name : REASONING_SETTINGS) {
            reasoning.at(name).nonEmpty().ifPresent(setting -> {
                if (!setting.node().isBoolean() || setting.bool()) {
                    throw setting.unsupported("Send \"reasoning_effort\" instead.");
                }
            });
        }
    }

    private static void refuseVariants(Field request) {
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
        request.at("top_logprobs").optional().ifPresent(count -> {
            if (count.wholeNumber(0, Integer.MAX_VALUE) > 0) {
                throw count.unsupported("Leave it out. Log probabilities are not supported.");
            }
        });
        request.at("modalities")
                .nonEmpty()
                .ifPresent(modalities -> modalities.elements(2, modality -> {
                    if (modality.oneOf(Set.of("text", "audio")).equals("audio")) {
                        throw modalities.unsupported("Ask for [\"text\"]: answers are text.");
                    }
                }));
    }
}
