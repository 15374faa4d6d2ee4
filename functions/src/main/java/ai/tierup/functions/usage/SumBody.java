package ai.tierup.functions.usage;

import ai.tierup.domain.usage.UsageSum;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The fields of a sum. */
final class SumBody {

    private SumBody() {}

    static void writeFields(JsonGenerator json, UsageSum sum) throws IOException {
        var tokens = sum.tokens();
        json.writeNumberField("requests", sum.requests());
        json.writeNumberField("prompt_tokens", tokens.promptTokens());
        json.writeNumberField("repeated_prompt_tokens", tokens.repeatedTokens());
        json.writeNumberField("completion_tokens", tokens.completionTokens());
        json.writeNumberField("reasoning_tokens", tokens.reasoningTokens());
        json.writeStringField("cost_usd", sum.cost().usd());
    }
}
