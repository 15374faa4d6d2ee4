package ai.tierup.openai.responses;

import ai.tierup.api.JsonBytes;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.usage.TokenUsage;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a response, which whole answers and the events of a stream contain. It has all fields, because some clients demand them. */
record ResponseObject(AnswerHead head, AnswerForm form) {

    static final String COMPLETED = "completed";
    private static final String INCOMPLETE = "incomplete";

    private static final JsonBytes.Content NOTHING = json -> {};

    void writeInProgress(JsonGenerator json) throws IOException {
        write(json, "in_progress", null, null, NOTHING);
    }

    /** @param error the code and the message of the error */
    void writeFailed(JsonGenerator json, List<OutputItem> items, JsonBytes.Content error) throws IOException {
        write(json, "failed", error, null, items(items, INCOMPLETE));
    }

    void writeFinished(JsonGenerator json, List<OutputItem> items, AnswerEnd end) throws IOException {
        var status = statusOfLast(end.reason());
        write(json, status, null, end, items(items, status));
    }

    /** The status of the last item of an answer that has ended. */
    static String statusOfLast(FinishReason reason) {
        return incompleteReason(reason) == null ? COMPLETED : INCOMPLETE;
    }

    private static @Nullable String incompleteReason(FinishReason reason) {
        return switch (reason) {
            case STOP, TOOL_CALLS -> null;
            case LENGTH -> "max_output_tokens";
            case CONTENT_FILTER -> "content_filter";
        };
    }

    private static JsonBytes.Content items(List<OutputItem> items, String statusOfLast) {
        return json -> {
            for (var item : items) {
                item.write(json, item == items.getLast() ? statusOfLast : COMPLETED);
            }
        };
    }

    private void write(
            JsonGenerator json,
            String status,
            JsonBytes.@Nullable Content error,
            @Nullable AnswerEnd end,
            JsonBytes.Content items)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", "resp_" + head.id().value());
        json.writeStringField("object", "response");
        json.writeNumberField("created_at", head.createdAt().getEpochSecond());
        json.writeStringField("status", status);
        writeCompletedAt(json, end);
        json.writeFieldName("error");
        if (error == null) {
            json.writeNull();
        } else {
            error.write(json);
        }
        writeIncompleteDetails(json, end == null ? null : incompleteReason(end.reason()));
        json.writeStringField("model", head.tier().publicName());
        json.writeArrayFieldStart("output");
        items.write(json);
        json.writeEndArray();
        for (var setting : form.settings().entrySet()) {
            json.writeFieldName(setting.getKey());
            json.writeRawValue(setting.getValue());
        }
        writeUsage(json, end == null ? null : end.tokens());
        json.writeEndObject();
    }

    /** Only a response that is complete has this time. It is that of its usage record, so a repeated answer has the same. */
    private static void writeCompletedAt(JsonGenerator json, @Nullable AnswerEnd end) throws IOException {
        var at = end == null || incompleteReason(end.reason()) != null ? null : end.completedAt();
        if (at == null) {
            json.writeNullField("completed_at");
        } else {
            json.writeNumberField("completed_at", at.getEpochSecond());
        }
    }

    private static void writeIncompleteDetails(JsonGenerator json, @Nullable String reason) throws IOException {
        if (reason == null) {
            json.writeNullField("incomplete_details");
        } else {
            json.writeObjectFieldStart("incomplete_details");
            json.writeStringField("reason", reason);
            json.writeEndObject();
        }
    }

    private static void writeUsage(JsonGenerator json, @Nullable TokenUsage usage) throws IOException {
        if (usage == null) {
            json.writeNullField("usage");
            return;
        }
        json.writeObjectFieldStart("usage");
        json.writeNumberField("input_tokens", usage.promptTokens());
        json.writeObjectFieldStart("input_tokens_details");
        json.writeNumberField("cached_tokens", usage.repeatedTokens());
        json.writeNumberField("cache_write_tokens", 0);
        json.writeEndObject();
        json.writeNumberField("output_tokens", usage.completionTokens());
        json.writeObjectFieldStart("output_tokens_details");
        json.writeNumberField("reasoning_tokens", usage.reasoningTokens());
        json.writeEndObject();
        json.writeNumberField("total_tokens", usage.totalTokens());
        json.writeEndObject();
    }
}
