package ai.tierup.simulators.upstream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** Writes an answer as the aggregator's JSON, with every field that reveals its origin. */
final class AnswerJson {

    private static final BigDecimal MILLION = new BigDecimal(1_000_000);

    private static final String DETAILS = "reasoning_details";

    private final ChatInput input;
    private final ReasoningBlocks blocks;
    private final CacheUse cache;
    private final SimulatedAnswer answer;
    private final String generationId;
    private final long createdEpochSecond;

    AnswerJson(ChatInput input, CacheUse cache, SimulatedAnswer answer, String generationId, long createdEpochSecond) {
        this.input = input;
        this.blocks = new ReasoningBlocks(input.model());
        this.cache = cache;
        this.answer = answer;
        this.generationId = generationId;
        this.createdEpochSecond = createdEpochSecond;
    }

    ObjectNode whole() {
        var json = envelope("chat.completion");
        var choice = json.putArray("choices").addObject();
        choice.putNull("logprobs");
        putFinish(choice);
        choice.put("index", 0);
        var message = choice.putObject("message").put("role", "assistant");
        if (answer.call().isPresent()) {
            message.put("content", answer.tokens().isEmpty() ? null : String.join("", answer.tokens()));
            putCall(message, answer.call().get(), answer.call().get().arguments());
        } else {
            message.put("content", String.join("", answer.tokens()));
        }
        message.putNull("refusal");
        putReasoning(message);
        if (!input.words().has(ControlWord.NO_USAGE)) {
            putUsage(json);
        }
        return json;
    }

    ObjectNode textChunk(String text) {
        var json = envelope("chat.completion.chunk");
        delta(json).put("role", "assistant").put("content", text);
        return json;
    }

    ObjectNode reasoningChunk(String text) {
        var json = envelope("chat.completion.chunk");
        delta(json)
                .put("role", "assistant")
                .put("content", "")
                .put("reasoning", text)
                .putArray(DETAILS)
                .add(blocks.fragment(text));
        return json;
    }

    /** The last chunk of the reasoning, which has only its signature; empty if the model gives none. */
    Optional<ObjectNode> signatureChunk() {
        return end().map(signature -> {
            var json = envelope("chat.completion.chunk");
            delta(json)
                    .put("role", "assistant")
                    .put("content", "")
                    .putArray(DETAILS)
                    .add(signature);
            return json;
        });
    }

    private Optional<ObjectNode> end() {
        return answer.reasoning().isEmpty()
                ? Optional.empty()
                : blocks.end(String.join("", answer.reasoning()), generationId.replace("gen-", "rs_"));
    }

    /** The first chunk of a tool call, without arguments. */
    ObjectNode callChunk(SimulatedAnswer.Call call) {
        var json = envelope("chat.completion.chunk");
        var delta = delta(json).put("role", "assistant").putNull("content");
        putCall(delta, call, "");
        blocks.ofCall(call.id(), call.name())
                .ifPresent(signature -> delta.putArray(DETAILS).add(signature));
        return json;
    }

    ObjectNode argumentsChunk(String part) {
        var json = envelope("chat.completion.chunk");
        delta(json)
                .putArray("tool_calls")
                .addObject()
                .put("index", 0)
                .putObject("function")
                .put("arguments", part);
        return json;
    }

    ObjectNode finishChunk() {
        var json = envelope("chat.completion.chunk");
        delta(json).put("role", "assistant").put("content", "");
        putFinish((ObjectNode) json.path("choices").path(0));
        return json;
    }

    /** The usage in one of the two forms that occur: without choices, or with the finish reason repeated. */
    ObjectNode usageChunk() {
        var json = input.model().usageInEmptyChunk() ? envelope("chat.completion.chunk") : finishChunk();
        if (input.model().usageInEmptyChunk()) {
            json.putArray("choices");
        }
        putUsage(json);
        return json;
    }

    ObjectNode errorChunk(Refusal refusal) {
        var json = envelope("chat.completion.chunk");
        json.set("error", refusal.error());
        delta(json).put("content", "");
        ((ObjectNode) json.path("choices").path(0)).put("finish_reason", "error");
        return json;
    }

    private ObjectNode envelope(String object) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("id", generationId)
                .put("provider", input.model().provider())
                .put("model", input.model().datedSlug())
                .put("object", object)
                .put("created", createdEpochSecond)
                .put("service_tier", "standard");
        var fingerprint = input.model().family().systemFingerprint();
        if (fingerprint != null) {
            json.put("system_fingerprint", fingerprint);
        }
        return json;
    }

    private static ObjectNode delta(ObjectNode json) {
        var choice = json.putArray("choices").addObject().put("index", 0);
        var delta = choice.putObject("delta");
        choice.putNull("finish_reason").putNull("native_finish_reason").putNull("logprobs");
        return delta;
    }

    private void putFinish(ObjectNode choice) {
        if (input.words().has(ControlWord.NO_FINISH)) {
            choice.putNull("finish_reason").putNull("native_finish_reason");
            return;
        }
        choice.put("finish_reason", answer.finish().wireName());
        choice.put("native_finish_reason", input.model().family().nativeFinishReason(answer.finish()));
    }

    private static void putCall(ObjectNode message, SimulatedAnswer.Call call, String arguments) {
        message.putArray("tool_calls")
                .addObject()
                .put("index", 0)
                .put("id", call.id())
                .put("type", "function")
                .putObject("function")
                .put("name", call.name())
                .put("arguments", arguments);
    }

    private void putReasoning(ObjectNode message) {
        var details = JsonNodeFactory.instance.arrayNode();
        if (!answer.reasoning().isEmpty()) {
            var text = String.join("", answer.reasoning());
            message.put("reasoning", text);
            var block = blocks.fragment(text);
            details.add(block);
            end().ifPresent(end -> {
                if (end.path("type").equals(block.path("type"))) {
                    block.setAll(end);
                } else {
                    details.add(end);
                }
            });
        }
        answer.call().flatMap(call -> blocks.ofCall(call.id(), call.name())).ifPresent(details::add);
        if (!details.isEmpty()) {
            message.set(DETAILS, details);
        }
    }

    private void putUsage(ObjectNode json) {
        var times = input.words().number(ControlWord.USAGE_TIMES, 1);
        var prompt = input.promptTokens() * times;
        var completion = answer.completionTokens() * times;
        var cost = cost(prompt, completion);
        var usage = json.putObject("usage")
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion)
                .put("cost", cost)
                .put("is_byok", false);
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", cache.readTokens())
                .put("cache_write_tokens", cache.writtenTokens())
                .put("audio_tokens", 0);
        usage.putObject("completion_tokens_details").put("reasoning_tokens", answer.reasoningTokens());
        usage.putObject("cost_details").put("upstream_inference_cost", cost);
    }

    private BigDecimal cost(int prompt, int completion) {
        var model = input.model();
        var policy = CachePolicy.of(model.slug());
        var plain = new BigDecimal(prompt - cache.readTokens() - cache.writtenTokens());
        var weighed = plain.add(policy.readRatio().multiply(new BigDecimal(cache.readTokens())))
                .add(policy.writeRatio().multiply(new BigDecimal(cache.writtenTokens())));
        return model.prices()
                .inputUsdPerMillion()
                .multiply(weighed)
                .add(model.prices().outputUsdPerMillion().multiply(new BigDecimal(completion)))
                .divide(MILLION, MathContext.DECIMAL64);
    }
}
