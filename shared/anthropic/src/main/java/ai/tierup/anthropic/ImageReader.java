package ai.tierup.anthropic;

import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.api.FileErrors;
import ai.tierup.api.ImageFields;
import ai.tierup.domain.conversation.FileProblem;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.Part.Detail;

/** Reads the images of a request, and keeps their number within bounds. */
final class ImageReader {

    private static final int MAX_IMAGES = 16;

    private int images;

    /** Reads a block of type {@code image}. */
    Part.Content image(Field block) {
        if (++images > MAX_IMAGES) {
            throw new BadRequest(FileErrors.of(block.path(), FileProblem.TOO_MANY_IMAGES));
        }
        var source = block.at("source").object();
        var type = source.at("type");
        return switch (type.text()) {
            case "base64" ->
                ImageFields.image(
                        source.at("data"),
                        source.at("media_type").text(),
                        source.at("data").text(),
                        Detail.AUTO);
            case "url" -> ImageFields.link(source.at("url"), Detail.AUTO);
            case "file" ->
                throw type.unsupported(
                        "Files are not stored, so none has an id. You were not charged. Send the image itself, of type base64, or its"
                                + " https address, of type url.");
            default -> throw type.invalid("Send an image of type base64 or url.");
        };
    }
}
