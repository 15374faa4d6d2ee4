package ai.tierup.openai.responses;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.Part.Detail;
import ai.tierup.openai.FileReader;
import ai.tierup.openai.ImageReader;
import ai.tierup.openai.RequestFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the contents of one request's messages and tool outputs: a string, or parts with text, images and files. */
final class ContentReader {

    private static final int MAX_PARTS = 1000;
    private static final int MAX_IMAGES = 64;
    private static final Map<String, Detail> DETAILS = Map.of(
            "auto", Detail.AUTO,
            "low", Detail.LOW,
            "high", Detail.HIGH,
            "original", Detail.HIGH);

    private final FileReader files = new FileReader();
    private int images;

    /** Reads the content of a message from or to a user. */
    List<Part.Content> content(Field content) {
        return parts(content, true);
    }

    /** Reads a content that must not have images. */
    List<Part.Content> text(Field content) {
        return parts(content, false);
    }

    private List<Part.Content> parts(Field content, boolean allowsImages) {
        if (!content.isPresent()) {
            throw new BadRequest(ApiErrors.missingField(content.path(), "Send a string or an array of parts."));
        }
        if (content.node().isTextual()) {
            return content.text().isEmpty() ? List.of() : List.of(new Part.Text(content.text()));
        }
        if (!content.node().isArray()) {
            throw content.invalid("Send a string or an array of parts.");
        }
        var parts = new ArrayList<Part.Content>();
        content.elements(MAX_PARTS, part -> parts.add(part(part.object(), allowsImages)));
        parts.removeIf(part -> part instanceof Part.Text(var text) && text.isEmpty());
        return parts;
    }

    private Part.Content part(Field part, boolean allowsImages) {
        var type = part.at("type");
        return switch (type.text()) {
            case "input_text", "output_text", "text", "summary_text" ->
                new Part.Text(part.at("text").text());
            case "refusal" -> new Part.Text(part.at("refusal").text());
            case "input_image" -> {
                if (!allowsImages) {
                    throw type.invalid("Send images in user messages or tool outputs.");
                }
                if (++images > MAX_IMAGES) {
                    throw part.invalid("Send at most " + MAX_IMAGES + " images.");
                }
                yield image(part);
            }
            case "input_file" -> files.content(part);
            case "input_audio" -> throw type.unsupported("Send text, images and files. Audio is not supported.");
            default -> throw type.invalid("Send parts of type input_text, input_image or input_file.");
        };
    }

    private static Part.Content image(Field part) {
        part.at("file_id").nonEmpty().ifPresent(id -> {
            throw id.unsupported("Send the image as \"image_url\". Files are not stored.");
        });
        var detail = part.at("detail")
                .nonEmpty()
                .map(field -> RequestFields.oneOf(field, DETAILS))
                .orElse(Detail.AUTO);
        return ImageReader.image(part.at("image_url"), detail);
    }
}
