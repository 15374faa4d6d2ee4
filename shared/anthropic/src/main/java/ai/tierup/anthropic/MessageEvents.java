package ai.tierup.anthropic;

import ai.tierup.api.ApiError;
import ai.tierup.api.JsonBytes;
import ai.tierup.api.SseFrame;
import ai.tierup.api.WellFormedText;
import ai.tierup.api.inference.StreamedAnswerWriter;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.usage.TokenUsage;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Writes the events of one streamed answer. Only one content block is open at a time, so what belongs to a later one waits until the block
 * before it is complete. Not safe for concurrent use.
 */
final class MessageEvents implements StreamedAnswerWriter {

    private final AnswerHead head;
    private final long estimatedInputTokens;
    private final ContentBlocks blocks;

    /** Index of the block that is open, or that opens next. */
    private int current;

    private boolean isOpen;

    /** @param estimatedInputTokens what the first event says of the input if it is not counted yet; some clients read no more */
    MessageEvents(AnswerHead head, long estimatedInputTokens, ToolNames names) {
        this.head = head;
        this.estimatedInputTokens = estimatedInputTokens;
        this.blocks = new ContentBlocks(names);
    }

    @Override
    public byte[] begin() {
        return event("message_start", json -> {
            json.writeObjectFieldStart("message");
            MessageFields.writeHead(json, head);
            json.writeArrayFieldStart("content");
            json.writeEndArray();
            json.writeNullField("stop_reason");
            json.writeNullField("stop_sequence");
            json.writeNullField("stop_details");
            json.writeNullField("container");
            MessageFields.writeUsage(
                    json, head.input() == null ? new TokenUsage(estimatedInputTokens, 0, 0) : head.input());
            json.writeEndObject();
        });
    }

    @Override
    public byte[] delta(AnswerDelta delta) {
        blocks.add(delta);
        var events = new ByteArrayOutputStream();
        writeBlocks(events, false);
        return events.toByteArray();
    }

    @Override
    public byte[] keepAlive() {
        return event("ping", json -> {});
    }

    @Override
    public byte[] finish(AnswerEnd end) {
        var events = new ByteArrayOutputStream();
        blocks.end();
        writeBlocks(events, true);
        events.writeBytes(event("message_delta", json -> {
            json.writeObjectFieldStart("delta");
            MessageFields.writeStop(json, end.reason(), blocks.hasCalls());
            json.writeEndObject();
            json.writeObjectFieldStart("usage");
            MessageFields.writeTokens(json, end.tokens());
            json.writeEndObject();
        }));
        events.writeBytes(event("message_stop", json -> {}));
        return events.toByteArray();
    }

    @Override
    public byte[] error(ApiError error) {
        return SseFrame.event("error", json -> AnthropicErrors.write(json, error, head.id()));
    }

    /** Writes what has arrived, up to the first block that may get more. */
    private void writeBlocks(ByteArrayOutputStream events, boolean isEnd) {
        var all = blocks.inOrder();
        while (current < all.size()) {
            var block = all.get(current);
            writePieces(events, block);
            var isFollowed = current + 1 < all.size();
            if (!isEnd && !(isFollowed && block.isComplete())) {
                return;
            }
            events.writeBytes(blockEvent("content_block_stop", json -> {}));
            isOpen = false;
            current++;
        }
    }

    private void writePieces(ByteArrayOutputStream events, ContentBlock block) {
        if (!isOpen) {
            events.writeBytes(blockEvent("content_block_start", json -> writeStart(json, block.kind())));
            isOpen = true;
        }
        var piece = WellFormedText.of(block.take());
        if (!piece.isEmpty()) {
            events.writeBytes(blockEvent("content_block_delta", json -> writeDelta(json, block.kind(), piece)));
        }
    }

    private static void writeStart(JsonGenerator json, ContentBlock.Kind kind) throws IOException {
        json.writeObjectFieldStart("content_block");
        switch (kind) {
            case ContentBlock.Text() -> MessageFields.writeText(json, "");
            case ContentBlock.Thinking() -> MessageFields.writeThinking(json, "");
            case ContentBlock.Call call -> {
                MessageFields.writeCall(json, call);
                json.writeObjectFieldStart("input");
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    private static void writeDelta(JsonGenerator json, ContentBlock.Kind kind, String piece) throws IOException {
        json.writeObjectFieldStart("delta");
        switch (kind) {
            case ContentBlock.Text() -> {
                json.writeStringField("type", "text_delta");
                json.writeStringField("text", piece);
            }
            case ContentBlock.Thinking() -> {
                json.writeStringField("type", "signature_delta");
                json.writeStringField("signature", piece);
            }
            case ContentBlock.Call call -> {
                json.writeStringField("type", "input_json_delta");
                json.writeStringField("partial_json", piece);
            }
        }
        json.writeEndObject();
    }

    private byte[] blockEvent(String name, JsonBytes.Content fields) {
        return event(name, json -> {
            json.writeNumberField("index", current);
            fields.write(json);
        });
    }

    private static byte[] event(String name, JsonBytes.Content fields) {
        return SseFrame.event(name, json -> {
            json.writeStartObject();
            json.writeStringField("type", name);
            fields.write(json);
            json.writeEndObject();
        });
    }
}
