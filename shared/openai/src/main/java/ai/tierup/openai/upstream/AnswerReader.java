package ai.tierup.openai.upstream;

import ai.tierup.api.JsonFactories;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.usage.TokenUsage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the chunks of an answer of an OpenAI-compatible provider, or the whole answer, and ignores the fields that we do not know. Never
 * throws; invalid JSON becomes a failure. Not safe for concurrent use.
 */
public final class AnswerReader {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactories.standard());
    private static final List<String> REASONING_FIELDS = List.of("reasoning", "reasoning_content");
    private static final long MAX_PLAUSIBLE_TOKENS = 100_000_000;
    private static final UpstreamEvent UNREADABLE = UpstreamEvent.Failed.brokenOff(UpstreamFailure.UNAVAILABLE);

    private final ChatDialect dialect;
    private final UpstreamErrors errors;
    private final ReasoningCollector reasoningState;

    public AnswerReader(ChatDialect dialect) {
        this.dialect = dialect;
        this.reasoningState = dialect.newReasoningCollector();
        this.errors = new UpstreamErrors(dialect);
    }

    /** Returns the events of {@code json} in order; a {@link UpstreamEvent.Failed} is always the last. */
    public List<UpstreamEvent> read(String json) {
        try {
            return read(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            return List.of(UNREADABLE);
        }
    }

    private List<UpstreamEvent> read(JsonNode json) {
        var events = new ArrayList<UpstreamEvent>();
        if (!json.isObject()) {
            events.add(UNREADABLE);
            return events;
        }
        var choice = json.path("choices").path(0);
        var content = choice.hasNonNull("delta") ? choice.path("delta") : choice.path("message");
        reasoningState.add(content);
        addReasoning(events, content);
        var output = new ArrayList<UpstreamEvent>();
        addText(output, content);
        addToolCalls(output, content.path("tool_calls"));
        var finish = finish(choice.path("finish_reason"));
        if (!output.isEmpty() || finish != null) {
            // What was reasoned before the output must be known before it.
            reasoningState.take().map(UpstreamEvent.ReasoningState::new).ifPresent(events::add);
        }
        events.addAll(output);
        addUsage(events, json.path("usage"));
        var error = isError(json.path("error")) ? json.path("error") : choice.path("error");
        if (isError(error) || choice.path("finish_reason").asText().equals("error")) {
            events.add(UpstreamEvent.Failed.reported(errors.failureOf(UpstreamErrors.NO_STATUS, error)));
            return events;
        }
        if (finish != null) {
            events.add(new UpstreamEvent.Finished(finish));
        }
        return events;
    }

    /** False also for null, false and an empty string, because some servers send the key with every answer. */
    private static boolean isError(JsonNode error) {
        return !error.isMissingNode()
                && !error.isNull()
                && !(error.isBoolean() && !error.booleanValue())
                && !(error.isTextual() && error.textValue().isEmpty());
    }

    private void addReasoning(List<UpstreamEvent> events, JsonNode content) {
        var reasoning = reasoning(content);
        if (!reasoning.isEmpty()) {
            events.add(new UpstreamEvent.ReasoningDelta(reasoning));
        }
    }

    private static void addText(List<UpstreamEvent> events, JsonNode content) {
        var text = textOf(content.path("content")) + textOf(content.path("refusal"));
        if (!text.isEmpty()) {
            events.add(new UpstreamEvent.TextDelta(text));
        }
    }

    /** Takes the first field that has a text, because servers repeat one text under several names. */
    private String reasoning(JsonNode content) {
        for (var name : REASONING_FIELDS) {
            var text = orEmpty(content.path(name));
            if (!text.isEmpty()) {
                return text;
            }
        }
        return dialect.reasoning(content);
    }

    /** The text of a string or of an array of parts; parts that are neither text nor a refusal are skipped. */
    private static String textOf(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        var text = new StringBuilder();
        for (var part : content) {
            text.append(
                    switch (part.path("type").asText()) {
                        case "text", "output_text" -> orEmpty(part.path("text"));
                        case "refusal" -> orEmpty(part.path("refusal"));
                        default -> "";
                    });
        }
        return text.toString();
    }

    private static String orEmpty(JsonNode node) {
        return node.isTextual() ? node.textValue() : "";
    }

    private static void addToolCalls(List<UpstreamEvent> events, JsonNode calls) {
        for (var i = 0; i < calls.size(); i++) {
            var call = calls.path(i);
            var function = call.path("function");
            var arguments = function.path("arguments");
            events.add(new UpstreamEvent.ToolCallDelta(
                    call.path("index").asInt(i),
                    textOrNull(call.path("id")),
                    textOrNull(function.path("name")),
                    arguments.isTextual() ? arguments.textValue() : arguments.isObject() ? arguments.toString() : ""));
        }
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty() ? node.textValue() : null;
    }

    private void addUsage(List<UpstreamEvent> events, JsonNode usage) {
        var prompt = count(usage.path("prompt_tokens"));
        var completion = count(usage.path("completion_tokens"));
        if (prompt < 0 || completion < 0) {
            return;
        }
        var reasoning =
                Math.max(0, count(usage.path("completion_tokens_details").path("reasoning_tokens")));
        events.add(new UpstreamEvent.Usage(
                new TokenUsage(prompt, completion, Math.min(reasoning, completion)), dialect.cost(usage)));
    }

    /** Returns the count, or −1 when it is absent or implausible. */
    private static long count(JsonNode node) {
        var isPlausible = node.isNumber() && node.asDouble() >= 0 && node.asDouble() <= MAX_PLAUSIBLE_TOKENS;
        return isPlausible ? node.asLong() : -1;
    }

    private static @Nullable FinishReason finish(JsonNode node) {
        return switch (node.asText("")) {
            case "", "null" -> null;
            case "length", "max_tokens" -> FinishReason.LENGTH;
            case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.STOP;
        };
    }
}
