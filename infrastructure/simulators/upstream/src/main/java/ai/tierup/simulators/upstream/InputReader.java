package ai.tierup.simulators.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Validates requests, and refuses invalid ones as the real services do. */
final class InputReader {

    private final ModelCatalogue models;
    private final ControlWordReader words = new ControlWordReader();

    InputReader(ModelCatalogue models) {
        this.models = models;
    }

    InputResult read(JsonNode body) {
        var slug = body.path("model").asText();
        var model = models.find(slug);
        if (model.isEmpty()) {
            return Refusal.byAggregator(404, "no_endpoints", "No endpoints found for " + slug + ".");
        }
        if (!body.path("messages").isArray() || body.path("messages").isEmpty()) {
            return Refusal.byAggregator(400, "invalid_prompt", "Input required: specify \"prompt\" or \"messages\"");
        }
        return switch (words.read(ChatInput.lastUserText(body), slug)) {
            case ControlWordReader.Unknown(var word) ->
                Refusal.byAggregator(400, "invalid_prompt", "The simulator has no control word " + word);
            case ControlWordReader.Read(var read) -> checked(new ChatInput(model.get(), body, read));
        };
    }

    private static InputResult checked(ChatInput input) {
        if (!input.model().acceptsImages() && !input.images().isEmpty()) {
            return Refusal.byAggregator(404, "no_endpoints", "No endpoints found that support image input");
        }
        if (input.words().has(ControlWord.NO_PREFILL) && input.isPrefilled()) {
            return Refusal.byProvider(
                    input.model(),
                    400,
                    "invalid_request",
                    "This model does not support assistant message prefill. The conversation must end with a user"
                            + " message.");
        }
        Map<String, String> calls = new HashMap<>();
        for (var message : input.body().path("messages")) {
            for (var call : message.path("tool_calls")) {
                var id = call.path("id").asText();
                var tool = call.path("function").path("name").asText();
                if (!input.model().family().acceptsToolCallId(id, tool)
                        || (calls.put(id, tool) != null
                                && input.model().family().requiresUniqueToolCallIds())) {
                    return refusedId(input, id);
                }
            }
            var answered = message.path("tool_call_id");
            if (answered.isTextual() && !calls.containsKey(answered.textValue())) {
                return refusedId(input, answered.textValue());
            }
        }
        return new ReasoningRules(input)
                .objection()
                .<InputResult>map(raw -> Refusal.byProvider(input.model(), 400, "invalid_request", raw))
                .orElse(input);
    }

    private static Refusal refusedId(ChatInput input, String id) {
        return Refusal.byProvider(
                input.model(), 400, "invalid_request", input.model().family().toolCallIdError(id));
    }
}
