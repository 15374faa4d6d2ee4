package ai.tierup.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.JsonBytes;
import ai.tierup.api.StrictJson;
import ai.tierup.api.WellFormedText;
import ai.tierup.api.inference.WholeAnswerWriter;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Collects the deltas of an answer and writes them as one message. */
final class MessageAnswer implements WholeAnswerWriter {

    private final AnswerHead head;
    private final ContentBlocks blocks;

    MessageAnswer(AnswerHead head, ToolNames names) {
        this.head = head;
        this.blocks = new ContentBlocks(names);
    }

    @Override
    public void add(AnswerDelta delta) {
        blocks.add(delta);
    }

    @Override
    public byte[] finish(AnswerEnd end) {
        blocks.end();
        return JsonBytes.of(json -> {
            json.writeStartObject();
            MessageFields.writeHead(json, head);
            json.writeArrayFieldStart("content");
            for (var block : blocks.inOrder()) {
                write(json, block);
            }
            json.writeEndArray();
            MessageFields.writeStop(json, end.reason(), blocks.hasCalls());
            MessageFields.writeUsage(json, end.tokens());
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, ContentBlock block) throws IOException {
        json.writeStartObject();
        var content = WellFormedText.of(block.take());
        switch (block.kind()) {
            case ContentBlock.Text() -> MessageFields.writeText(json, content);
            case ContentBlock.Thinking() -> MessageFields.writeThinking(json, content);
            case ContentBlock.Call call -> {
                MessageFields.writeCall(json, call);
                json.writeFieldName("input");
                writeInput(json, content);
            }
        }
        json.writeEndObject();
    }

    /** Writes the arguments as an object. Those that are none are given as clients of this API write them. */
    private static void writeInput(JsonGenerator json, String arguments) throws IOException {
        if (StrictJson.readObject(arguments.getBytes(UTF_8)) instanceof StrictJson.Parsed) {
            json.writeRawValue(arguments.strip());
            return;
        }
        json.writeStartObject();
        json.writeObjectFieldStart(UnparsedInput.FIELD);
        json.writeStringField(UnparsedInput.RAW, arguments);
        json.writeNumberField(UnparsedInput.LENGTH, arguments.length());
        json.writeEndObject();
        json.writeEndObject();
    }
}
