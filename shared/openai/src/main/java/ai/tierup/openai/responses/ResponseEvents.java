package ai.tierup.openai.responses;

import ai.tierup.api.ApiError;
import ai.tierup.api.ErrorBody;
import ai.tierup.api.JsonBytes;
import ai.tierup.api.SseFrame;
import ai.tierup.api.inference.AnswerMemory;
import ai.tierup.api.inference.StreamedAnswerWriter;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import java.io.ByteArrayOutputStream;

/**
 * Writes the events of one streamed response. Items are opened and closed one after the other, because some clients mix up the pieces of
 * two open items: what belongs to a later one waits until the one before it is complete. Not safe for concurrent use.
 */
final class ResponseEvents implements StreamedAnswerWriter {

    private static final String RESPONSE = "response";

    private final ResponseObject response;
    private final Output output;
    private final AnswerMemory memory;
    private ByteArrayOutputStream events = new ByteArrayOutputStream();
    private long sequenceNumber;

    /** The index of the first item that is not closed. */
    private int current;

    private boolean isOpen;

    /** How much of the current item's content was sent. */
    private int sent;

    ResponseEvents(AnswerHead head, AnswerForm form, AnswerMemory memory) {
        this.response = new ResponseObject(head, form);
        this.output = new Output(head.id(), form);
        this.memory = memory;
    }

    @Override
    public byte[] begin() {
        for (var type : new String[] {"response.created", "response.in_progress"}) {
            event(type, json -> {
                json.writeFieldName(RESPONSE);
                response.writeInProgress(json);
            });
        }
        return drain();
    }

    @Override
    public byte[] delta(AnswerDelta delta) {
        output.add(delta);
        var items = output.items();
        while (current < items.size()) {
            var item = items.get(current);
            open(item);
            sendNew(item);
            if (current == items.size() - 1 || !item.isComplete()) {
                break;
            }
            close(item, ResponseObject.COMPLETED);
        }
        return drain();
    }

    @Override
    public byte[] keepAlive() {
        return SseFrame.comment("ping");
    }

    @Override
    public byte[] finish(AnswerEnd end) {
        output.keepIn(memory);
        var statusOfLast = ResponseObject.statusOfLast(end.reason());
        var items = output.items();
        while (current < items.size()) {
            var item = items.get(current);
            open(item);
            sendNew(item);
            close(item, current == items.size() - 1 ? statusOfLast : ResponseObject.COMPLETED);
        }
        event("response." + statusOfLast, json -> {
            json.writeFieldName(RESPONSE);
            response.writeFinished(json, items, end);
        });
        events.writeBytes(SseFrame.text("[DONE]"));
        return drain();
    }

    /** Leaves open items open. Some clients need the first of the two events, others the second one. */
    @Override
    public byte[] error(ApiError error) {
        var code = ResponseErrors.streamedCode(error.code());
        event("error", json -> {
            json.writeStringField("code", code);
            json.writeStringField("message", error.message());
            json.writeStringField("param", error.param());
            json.writeFieldName("error");
            ErrorBody.writeError(json, error, code);
        });
        event("response.failed", json -> {
            json.writeFieldName(RESPONSE);
            response.writeFailed(json, output.items(), fields -> {
                fields.writeStartObject();
                fields.writeStringField("code", code);
                fields.writeStringField("message", error.message());
                fields.writeEndObject();
            });
        });
        events.writeBytes(SseFrame.text("[DONE]"));
        return drain();
    }

    private void open(OutputItem item) {
        if (isOpen) {
            return;
        }
        isOpen = true;
        sent = 0;
        event("response.output_item.added", json -> {
            json.writeNumberField("output_index", current);
            json.writeFieldName("item");
            item.writeEmpty(json);
        });
        if (item.type() == OutputItem.Type.MESSAGE) {
            partEvent("response.content_part.added", item, "");
        }
    }

    /** Sends what is new of the item's content. A free text is unwrapped from its arguments only when they are complete. */
    private void sendNew(OutputItem item) {
        if (sent == item.length()) {
            return;
        }
        var delta = item.contentFrom(sent);
        if (item.type() == OutputItem.Type.MESSAGE) {
            textEvent("response.output_text.delta", item, "delta", delta);
        } else if (item.type() == OutputItem.Type.CALL && item.tool().kind() == ClientTool.Kind.FUNCTION) {
            itemEvent("response.function_call_arguments.delta", item, json -> json.writeStringField("delta", delta));
        }
        sent = item.length();
    }

    private void close(OutputItem item, String status) {
        switch (item.type()) {
            case MESSAGE -> {
                textEvent("response.output_text.done", item, "text", item.contentFrom(0));
                partEvent("response.content_part.done", item, item.contentFrom(0));
            }
            case CALL -> closeCall(item, item.tool());
            case REASONING -> {}
        }
        event("response.output_item.done", json -> {
            json.writeNumberField("output_index", current);
            json.writeFieldName("item");
            item.write(json, status);
        });
        isOpen = false;
        current++;
    }

    private void closeCall(OutputItem item, ClientTool tool) {
        switch (tool.kind()) {
            case FUNCTION ->
                itemEvent("response.function_call_arguments.done", item, json -> {
                    json.writeStringField("name", tool.name());
                    json.writeStringField("arguments", item.contentFrom(0));
                });
            case CUSTOM -> {
                var input = item.freeText();
                itemEvent("response.custom_tool_call_input.delta", item, json -> json.writeStringField("delta", input));
                itemEvent("response.custom_tool_call_input.done", item, json -> json.writeStringField("input", input));
            }
            case SEARCH -> {}
        }
    }

    private void textEvent(String type, OutputItem item, String field, String text) {
        itemEvent(type, item, json -> {
            json.writeNumberField("content_index", 0);
            json.writeStringField(field, text);
            json.writeArrayFieldStart("logprobs");
            json.writeEndArray();
        });
    }

    private void partEvent(String type, OutputItem item, String text) {
        itemEvent(type, item, json -> {
            json.writeNumberField("content_index", 0);
            json.writeFieldName("part");
            OutputItem.writeText(json, text);
        });
    }

    private void itemEvent(String type, OutputItem item, JsonBytes.Content fields) {
        event(type, json -> {
            json.writeStringField("item_id", item.id());
            json.writeNumberField("output_index", current);
            fields.write(json);
        });
    }

    private void event(String type, JsonBytes.Content fields) {
        events.writeBytes(SseFrame.event(type, json -> {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeNumberField("sequence_number", sequenceNumber++);
            fields.write(json);
            json.writeEndObject();
        }));
    }

    private byte[] drain() {
        var bytes = events.toByteArray();
        events = new ByteArrayOutputStream();
        return bytes;
    }
}
