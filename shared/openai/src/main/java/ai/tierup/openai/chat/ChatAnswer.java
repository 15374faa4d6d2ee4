package ai.tierup.openai.chat;

import ai.tierup.api.JsonBytes;
import ai.tierup.api.WellFormedText;
import ai.tierup.api.inference.WholeAnswerWriter;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.openai.OpenAiEnums;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Collects the deltas of an answer and writes them as one {@code chat.completion}. */
final class ChatAnswer implements WholeAnswerWriter {

    private final AnswerHead head;
    private final StringBuilder text = new StringBuilder();
    private final List<Call> calls = new ArrayList<>();
    private final List<String> reasoning = new ArrayList<>();

    private record Call(String id, String name, StringBuilder arguments) {}

    ChatAnswer(AnswerHead head) {
        this.head = head;
    }

    @Override
    public void add(AnswerDelta delta) {
        switch (delta) {
            case AnswerDelta.Text(var piece) -> text.append(piece);
            case AnswerDelta.SealedReasoning(var state) -> reasoning.add(state);
            case AnswerDelta.ToolCall(var index, var id, var name, var piece) -> {
                if (id != null && name != null) {
                    calls.add(new Call(id, name, new StringBuilder(piece)));
                } else {
                    calls.get(index).arguments().append(piece);
                }
            }
        }
    }

    @Override
    public byte[] finish(AnswerEnd end) {
        return JsonBytes.of(json -> {
            json.writeStartObject();
            AnswerFields.write(json, head, "chat.completion");
            json.writeArrayFieldStart("choices");
            json.writeStartObject();
            json.writeNumberField("index", 0);
            json.writeFieldName("message");
            writeMessage(json);
            json.writeNullField("logprobs");
            json.writeStringField("finish_reason", OpenAiEnums.of(end.reason()));
            json.writeEndObject();
            json.writeEndArray();
            AnswerFields.writeUsage(json, end.tokens());
            json.writeEndObject();
        });
    }

    private void writeMessage(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", "assistant");
        if (text.isEmpty() && !calls.isEmpty()) {
            json.writeNullField("content");
        } else {
            json.writeStringField("content", WellFormedText.of(text.toString()));
        }
        json.writeNullField("refusal");
        if (!calls.isEmpty()) {
            json.writeArrayFieldStart("tool_calls");
            for (var call : calls) {
                json.writeStartObject();
                json.writeStringField("id", call.id());
                json.writeStringField("type", "function");
                json.writeObjectFieldStart("function");
                json.writeStringField("name", WellFormedText.of(call.name()));
                json.writeStringField(
                        "arguments", WellFormedText.of(call.arguments().toString()));
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
            if (!reasoning.isEmpty()) {
                ReasoningDetails.write(json, reasoning, 0);
            }
        }
        json.writeEndObject();
    }
}
