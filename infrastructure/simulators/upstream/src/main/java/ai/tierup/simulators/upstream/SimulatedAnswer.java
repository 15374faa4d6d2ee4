package ai.tierup.simulators.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The answer of a simulated model.
 *
 * @param tokens the tokens of the text
 * @param call a tool call, after the text
 * @param completionTokens billed output tokens, including reasoning
 */
record SimulatedAnswer(
        List<String> tokens,
        Optional<Call> call,
        FinishReason finish,
        int completionTokens,
        int reasoningTokens,
        List<String> reasoning) {

    private static final String FILLER = " simulated";
    private static final String REASONING = "The user wants an answer. I simulate one.";
    private static final List<String> REASONING_TO_CALL = List.of("The user wants an answer. ", "A tool may know it.");
    private static final String REASONING_PIECE = "Hm. ";
    private static final int CALL_TOKENS = 12;

    /** A tool call with an id in the format of the model's family. */
    record Call(String id, String name, String arguments) {}

    static SimulatedAnswer to(ChatInput input, Identifiers ids) {
        var words = input.words();
        if (words.has(ControlWord.EMPTY)) {
            return silent(FinishReason.BLANK, 0);
        }
        if (words.has(ControlWord.ZERO_TOKENS_STOP)) {
            return silent(FinishReason.STOP, 0);
        }
        if (words.has(ControlWord.HIDDEN_REASONING)) {
            return silent(FinishReason.STOP, words.number(ControlWord.HIDDEN_REASONING, 300));
        }
        var step = Script.next(input.body());
        if (step.isPresent()) {
            return scripted(step.get(), input, ids);
        }
        return input.wantsToolCall() ? call(input, ids) : text(input);
    }

    /** An answer of an answer book: a text, or a tool call. */
    static SimulatedAnswer given(JsonNode answer, ChatInput input, Identifiers ids) {
        return answer.isObject()
                ? call(
                        input,
                        ids,
                        List.of(),
                        answer.path("name").asText(),
                        answer.path("arguments").toString())
                : text(input, Tokens.split(answer.asText()));
    }

    private static SimulatedAnswer scripted(Script.Step step, ChatInput input, Identifiers ids) {
        return switch (step) {
            case Script.Step.Call(var text, var tool, var arguments) ->
                call(input, ids, Tokens.split(text), tool, arguments.toString());
            case Script.Step.Say(var text) -> text(input, Tokens.split(text));
        };
    }

    private static SimulatedAnswer silent(FinishReason finish, int tokens) {
        return new SimulatedAnswer(List.of(), Optional.empty(), finish, tokens, tokens, List.of());
    }

    private static SimulatedAnswer call(ChatInput input, Identifiers ids) {
        var function = input.calledFunction();
        var arguments =
                SchemaExample.of(function.path("parameters"), input.prompt()).toString();
        return call(input, ids, List.of(), function.path("name").asText(), arguments);
    }

    private static SimulatedAnswer call(
            ChatInput input, Identifiers ids, List<String> words, String name, String arguments) {
        var id = input.model().family().newToolCallId(ids, name, input.toolCallsBefore());
        var reasoning = input.model().isReasoning() ? input.model().skill().reasoningTokens() : 0;
        return new SimulatedAnswer(
                words,
                Optional.of(new Call(id, name, arguments)),
                FinishReason.TOOL_CALLS,
                words.size() + CALL_TOKENS + reasoning,
                reasoning,
                reasoning == 0 ? List.of() : REASONING_TO_CALL);
    }

    private static SimulatedAnswer text(ChatInput input) {
        return text(input, tokens(input));
    }

    private static SimulatedAnswer text(ChatInput input, List<String> all) {
        var requested = input.words().number(ControlWord.REASONING);
        var reasons = input.model().isReasoning() && !input.words().has(ControlWord.TOKENS);
        var reasoning = requested.orElse(reasons ? input.model().skill().reasoningTokens() : 0);
        var max = Math.max(1, input.maxTokens() - reasoning);
        var sent = all.subList(0, Math.min(all.size(), max));
        return new SimulatedAnswer(
                sent,
                Optional.empty(),
                sent.size() < all.size() ? FinishReason.LENGTH : FinishReason.STOP,
                sent.size() + reasoning,
                reasoning,
                requested.isPresent()
                        ? Collections.nCopies(reasoning, REASONING_PIECE)
                        : reasons ? List.of(REASONING) : List.of());
    }

    private static List<String> tokens(ChatInput input) {
        var exactly = input.words().number(ControlWord.TOKENS);
        if (exactly.isEmpty()) {
            return Tokens.split(words(input));
        }
        var tokens = new ArrayList<String>();
        for (var i = 0; i < exactly.getAsInt(); i++) {
            tokens.add(FILLER);
        }
        return tokens;
    }

    private static String words(ChatInput input) {
        var format = input.body().path("response_format");
        if (format.path("type").asText().equals("json_schema")) {
            return SchemaExample.of(format.path("json_schema").path("schema"), input.prompt())
                    .toString();
        }
        if (format.path("type").asText().equals("json_object")) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("simulated", true)
                    .put("prompt", input.prompt())
                    .toString();
        }
        var results = input.toolResults();
        if (!results.isEmpty()) {
            return "This is a simulated answer. The tool said: " + String.join("; ", results);
        }
        var images = input.images();
        var seen = images.isEmpty() ? "" : " You sent " + images.size() + " image(s): " + input.imageTypes() + ".";
        return "This is a simulated answer; no model was asked. You said: " + input.prompt() + seen;
    }
}
