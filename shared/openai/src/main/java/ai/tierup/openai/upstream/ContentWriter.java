package ai.tierup.openai.upstream;

import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes the texts and images of a message, with a mark on the last text if a provider is to cache the prompt up to there. */
final class ContentWriter {

    private final JsonGenerator json;
    private final ChatDialect dialect;

    ContentWriter(JsonGenerator json, ChatDialect dialect) {
        this.json = json;
        this.dialect = dialect;
    }

    void write(Message message, boolean isMarked) throws IOException {
        var contents = message.parts().stream()
                .filter(Part.Content.class::isInstance)
                .map(Part.Content.class::cast)
                .toList();
        var markedPart = isMarked ? CachePoints.lastText(contents) : -1;
        if (contents.isEmpty()) {
            json.writeNullField("content");
        } else if (markedPart < 0 && contents.size() == 1 && contents.getFirst() instanceof Part.Text(var text)) {
            json.writeStringField("content", text);
        } else {
            writeParts(contents, markedPart);
        }
    }

    void writeParts(List<? extends Part.Content> contents, int markedPart) throws IOException {
        json.writeArrayFieldStart("content");
        for (var part = 0; part < contents.size(); part++) {
            writePart(contents.get(part), part == markedPart);
        }
        json.writeEndArray();
    }

    void writePart(Part.Content content, boolean isMarked) throws IOException {
        json.writeStartObject();
        switch (content) {
            case Part.Text(var text) -> {
                json.writeStringField("type", "text");
                json.writeStringField("text", text);
                if (isMarked) {
                    dialect.writeCacheMark(json);
                }
            }
            case Part.Image(var mediaType, var base64, var detail) -> {
                json.writeStringField("type", "image_url");
                json.writeObjectFieldStart("image_url");
                json.writeStringField("url", "data:" + mediaType + ";base64," + base64);
                json.writeStringField("detail", detail.name().toLowerCase(Locale.ROOT));
                json.writeEndObject();
            }
            case Part.Link link -> throw new IllegalStateException("A linked file was not fetched");
        }
        json.writeEndObject();
    }
}
