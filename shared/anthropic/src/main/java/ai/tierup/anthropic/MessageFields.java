package ai.tierup.anthropic;

import ai.tierup.api.WellFormedText;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.usage.TokenUsage;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the fields that whole answers and events share. All that the official clients declare are there, null where we have nothing to say. */
final class MessageFields {

    private MessageFields() {}

    static void writeHead(JsonGenerator json, AnswerHead head) throws IOException {
        json.writeStringField("id", "msg_" + head.id().value());
        json.writeStringField("type", "message");
        json.writeStringField("role", "assistant");
        json.writeStringField("model", head.tier().publicName());
        json.writeNullField("diagnostics");
    }

    /** Writes a block of text. */
    static void writeText(JsonGenerator json, String text) throws IOException {
        json.writeStringField("type", "text");
        json.writeStringField("text", text);
        json.writeNullField("citations");
    }

    /** Writes state of reasoning. Its text stays with us. */
    static void writeThinking(JsonGenerator json, String state) throws IOException {
        json.writeStringField("type", "thinking");
        json.writeStringField("thinking", "");
        json.writeStringField("signature", state);
    }

    /** Writes a tool call without its input. */
    static void writeCall(JsonGenerator json, ContentBlock.Call call) throws IOException {
        json.writeStringField("type", "tool_use");
        json.writeStringField("id", ToolUseIds.shown(call.id()));
        json.writeStringField("name", WellFormedText.of(call.name()));
        json.writeObjectFieldStart("caller");
        json.writeStringField("type", "direct");
        json.writeEndObject();
    }

    /** Writes how an answer stopped. */
    static void writeStop(JsonGenerator json, FinishReason reason, boolean hasCalls) throws IOException {
        json.writeStringField("stop_reason", stopReason(reason, hasCalls));
        json.writeNullField("stop_sequence");
        if (reason == FinishReason.CONTENT_FILTER) {
            json.writeObjectFieldStart("stop_details");
            json.writeStringField("type", "refusal");
            json.writeNullField("category");
            json.writeNullField("explanation");
            json.writeEndObject();
        } else {
            json.writeNullField("stop_details");
        }
        json.writeNullField("container");
    }

    /** Upstream does not say which stop sequence was reached, so that is {@code end_turn} too. */
    private static String stopReason(FinishReason reason, boolean hasCalls) {
        return switch (reason) {
            case STOP, TOOL_CALLS -> hasCalls ? "tool_use" : "end_turn";
            case LENGTH -> "max_tokens";
            case CONTENT_FILTER -> "refusal";
        };
    }

    /** Writes the tokens that an answer and its last event show. */
    static void writeTokens(JsonGenerator json, TokenUsage usage) throws IOException {
        json.writeNumberField("input_tokens", usage.promptTokens() - usage.repeatedTokens());
        json.writeNumberField("cache_creation_input_tokens", 0);
        json.writeNumberField("cache_read_input_tokens", usage.repeatedTokens());
        json.writeNumberField("output_tokens", usage.completionTokens());
        json.writeObjectFieldStart("output_tokens_details");
        json.writeNumberField("thinking_tokens", usage.reasoningTokens());
        json.writeEndObject();
        json.writeNullField("server_tool_use");
    }

    /** Writes {@code usage} of a message. */
    static void writeUsage(JsonGenerator json, TokenUsage usage) throws IOException {
        json.writeObjectFieldStart("usage");
        writeTokens(json, usage);
        json.writeNullField("cache_creation");
        json.writeNullField("inference_geo");
        json.writeNullField("service_tier");
        json.writeNullField("speed");
        json.writeEndObject();
    }
}
