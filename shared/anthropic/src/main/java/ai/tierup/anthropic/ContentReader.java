package ai.tierup.anthropic;

import ai.tierup.api.DocumentFields;
import ai.tierup.api.Field;
import ai.tierup.domain.conversation.Part;
import java.util.ArrayList;
import java.util.List;

/** Reads blocks of text, images, documents and search results, in user messages and in the results of tools. */
final class ContentReader {

    private static final int MAX_BLOCKS = 1000;

    private final ToolChanges toolChanges;
    private final ImageReader images = new ImageReader();
    private final DocumentFields documents = new DocumentFields();

    /** @param toolChanges learns which tools are loaded */
    ContentReader(ToolChanges toolChanges) {
        this.toolChanges = toolChanges;
    }

    /** Reads the content of a tool's result, with its texts on lines of their own. */
    List<Part.Content> result(Field block) {
        var parts = new ArrayList<Part.Content>();
        if (block.at("is_error").optional().map(Field::bool).orElse(false)) {
            parts.add(new Part.Text("The tool failed:\n"));
        }
        block.at("content").nonEmpty().ifPresent(content -> {
            if (content.node().isTextual()) {
                parts.add(new Part.Text(content.text()));
            } else {
                content.elements(MAX_BLOCKS, element -> {
                    if (!parts.isEmpty() && parts.getLast() instanceof Part.Text(var text) && !text.endsWith("\n")) {
                        parts.set(parts.size() - 1, new Part.Text(text + "\n"));
                    }
                    parts.addAll(content(element.object()));
                });
            }
        });
        return parts;
    }

    /** Reads one block. */
    List<Part.Content> content(Field block) {
        var type = block.at("type");
        return switch (type.text()) {
            case "text" -> List.of(new Part.Text(block.at("text").text()));
            case "image" -> List.of(images.image(block));
            case "document" -> document(block);
            case "search_result" -> searchResult(block);
            case "tool_reference" ->
                List.of(new Part.Text("The tool " + toolChanges.load(block.at("tool_name")) + " is loaded."));
            default ->
                throw type.invalid(
                        "Send blocks of type text, image, document, search_result, or the result of a tool.");
        };
    }

    private List<Part.Content> document(Field block) {
        var source = block.at("source").object();
        var type = source.at("type");
        return switch (type.text()) {
            case "text" -> titled(block, List.of(new Part.Text(source.at("data").text())));
            case "content" -> titled(block, nested(source.at("content")));
            case "base64" -> {
                var data = source.at("data");
                yield titled(block, List.of(documents.text(data, data.text(), "")));
            }
            case "url" -> titled(block, List.of(documents.link(source.at("url"), "")));
            case "file" ->
                throw type.unsupported(
                        "Files are not stored, so none has an id. You were not charged. Send the document"
                                + " itself, of type base64 or text, or its https address, of type url.");
            default -> throw type.invalid("Send a document of type base64, url, text or content.");
        };
    }

    private List<Part.Content> searchResult(Field block) {
        var parts = new ArrayList<Part.Content>();
        parts.add(new Part.Text("%s (%s)\n"
                .formatted(block.at("title").text(), block.at("source").text())));
        parts.addAll(nested(block.at("content")));
        return parts;
    }

    private List<Part.Content> nested(Field content) {
        if (content.node().isTextual()) {
            return List.of(new Part.Text(content.text()));
        }
        var parts = new ArrayList<Part.Content>();
        content.elements(MAX_BLOCKS, element -> {
            var type = element.object().at("type");
            switch (type.text()) {
                case "text" -> parts.add(new Part.Text(element.at("text").text()));
                case "image" -> parts.add(images.image(element));
                default -> throw type.invalid("Send blocks of type text or image.");
            }
        });
        return parts;
    }

    private static List<Part.Content> titled(Field block, List<Part.Content> content) {
        var parts = new ArrayList<Part.Content>();
        block.at("title").nonEmpty().ifPresent(title -> parts.add(new Part.Text(title.text() + "\n")));
        block.at("context").nonEmpty().ifPresent(context -> parts.add(new Part.Text(context.text() + "\n")));
        parts.addAll(content);
        return parts;
    }
}
