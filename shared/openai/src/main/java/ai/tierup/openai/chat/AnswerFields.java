package ai.tierup.openai.chat;

import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.usage.TokenUsage;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the fields that whole answers and chunks share. */
final class AnswerFields {

    private AnswerFields() {}

    static void write(JsonGenerator json, AnswerHead head, String object) throws IOException {
        json.writeStringField("id", "chatcmpl-" + head.id().value());
        json.writeStringField("object", object);
        json.writeNumberField("created", head.createdAt().getEpochSecond());
        json.writeStringField("model", head.tier().publicName());
    }

    static void writeUsage(JsonGenerator json, TokenUsage usage) throws IOException {
        json.writeObjectFieldStart("usage");
        json.writeNumberField("prompt_tokens", usage.promptTokens());
        json.writeNumberField("completion_tokens", usage.completionTokens());
        json.writeNumberField("total_tokens", usage.totalTokens());
        json.writeObjectFieldStart("prompt_tokens_details");
        json.writeNumberField("cached_tokens", usage.repeatedTokens());
        json.writeEndObject();
        json.writeObjectFieldStart("completion_tokens_details");
        json.writeNumberField("reasoning_tokens", usage.reasoningTokens());
        json.writeEndObject();
        json.writeEndObject();
    }
}
