package ai.tierup.upstream.openrouter;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.upstream.UpstreamRequest;
import ai.tierup.openai.upstream.ChatDialect;
import ai.tierup.openai.upstream.ReasoningCollector;
import ai.tierup.upstream.protocol.ModelFamily;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** OpenRouter's dialect, with its fields for routing between hosts, the cost of a call, and details of errors. */
public final class OpenRouter implements ChatDialect {

    private static final String NO_SUCH_HOST = "no endpoints found that";
    private static final String OWN_LIMIT = "Rate limit exceeded: ";
    private static final int NANO_DIGITS = 9;
    private static final BigDecimal MAX_PLAUSIBLE_COST_USD = new BigDecimal(10_000);

    @Override
    public void writeFields(JsonGenerator json, UpstreamRequest request) throws IOException {
        json.writeStringField("user", request.userTag());
        if (request.sessionTag() != null) {
            json.writeStringField("session_id", request.sessionTag());
        }
        var prices = request.candidate().upstreamPrices();
        json.writeObjectFieldStart("provider");
        json.writeStringField("data_collection", "deny");
        json.writeBooleanField("require_parameters", requiresParameters(request));
        json.writeObjectFieldStart("max_price");
        json.writeStringField("prompt", prices.input().usdPerMillion());
        json.writeStringField("completion", prices.output().usdPerMillion());
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayFieldStart("plugins");
        json.writeStartObject();
        json.writeStringField("id", "context-compression");
        json.writeBooleanField("enabled", false);
        json.writeEndObject();
        json.writeEndArray();
    }

    /**
     * Returns whether only hosts that take every parameter may answer. Others would ignore a response format; hosts without tools are never
     * asked to call any. As the demand covers all parameters, the request must not have one that perhaps nobody takes.
     */
    private static boolean requiresParameters(UpstreamRequest request) {
        var conversation = request.conversation();
        var isFormatted = !(conversation.responseFormat() instanceof ResponseFormat.Text);
        var known = request.candidate().parameters();
        var hasOnlyKnown = known.optional() != null
                || (conversation.parameters().isEmpty()
                        && (known.efforts() != null || conversation.sampling().reasoningEffort() == null));
        return isFormatted && hasOnlyKnown;
    }

    @Override
    public boolean takesCacheMarks() {
        return true;
    }

    @Override
    public void writeCacheMark(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("cache_control");
        json.writeStringField("type", "ephemeral");
        json.writeEndObject();
    }

    @Override
    public String reasoning(JsonNode content) {
        var text = new StringBuilder();
        for (var detail : content.path("reasoning_details")) {
            text.append(orEmpty(detail.path("text"))).append(orEmpty(detail.path("summary")));
        }
        return text.toString();
    }

    @Override
    public ReasoningCollector newReasoningCollector() {
        return new ReasoningFragments();
    }

    @Override
    public void writeReasoning(JsonGenerator json, String model, List<String> pieces, List<String> callIds)
            throws IOException {
        ReasoningDetails.write(json, ModelFamily.of(model), ReasoningFragments.joined(pieces), callIds);
    }

    @Override
    public boolean mayReason(Conversation conversation, String model) {
        return ModelFamily.of(model) != ModelFamily.ANTHROPIC || !ReasoningDetails.lackInLastToolCalls(conversation);
    }

    private static String orEmpty(JsonNode node) {
        return node.isTextual() ? node.textValue() : "";
    }

    @Override
    public @Nullable Money cost(JsonNode usage) {
        var cost = usage.path("cost");
        if (!cost.isNumber() || !Double.isFinite(cost.asDouble())) {
            return null;
        }
        var usd = cost.decimalValue();
        return usd.signum() < 0 || usd.compareTo(MAX_PLAUSIBLE_COST_USD) > 0
                ? null
                : Money.ofUsd(usd.setScale(NANO_DIGITS, RoundingMode.UP));
    }

    @Override
    public String errorType(JsonNode error) {
        return error.path("metadata").path("error_type").asText();
    }

    /** The message of the host behind OpenRouter. */
    @Override
    public String errorDetail(JsonNode error) {
        return error.path("metadata").path("raw").asText();
    }

    /**
     * True for messages such as "No endpoints found that can handle the requested parameters" and "... that support tool use". If the model is
     * gone or our account excludes its hosts, the word after "found" or "available" is another one.
     */
    @Override
    public boolean isUnsupported(JsonNode error) {
        return error.path("message").asText().toLowerCase(Locale.ROOT).contains(NO_SUCH_HOST);
    }

    /** True for a limit of OpenRouter's own, which names no host and says in headers how much of the limit is left. */
    @Override
    public boolean isAccountLimit(JsonNode error) {
        var metadata = error.path("metadata");
        var hasHost = metadata.hasNonNull("provider_name") || metadata.hasNonNull("raw");
        return !hasHost
                && (metadata.path("headers").has("X-RateLimit-Limit")
                        || error.path("message").asText().startsWith(OWN_LIMIT));
    }

    /** True for an error with a moderator's findings. Such errors may lack an error type. */
    @Override
    public boolean isModeration(JsonNode error) {
        var metadata = error.path("metadata");
        return metadata.has("flagged_input") || metadata.has("reasons");
    }
}
