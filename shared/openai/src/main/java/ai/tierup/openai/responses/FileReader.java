package ai.tierup.openai.responses;

import ai.tierup.api.Field;
import ai.tierup.api.PdfText;
import ai.tierup.domain.conversation.Part;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads an {@code input_file}. The text of a text file or of a PDF becomes a part; no tier takes other files. */
final class FileReader {

    private static final int MAX_NAME_LENGTH = 256;
    private static final String BASE64 = ";base64,";
    private static final String ADVICE =
            "Send text files and PDFs as \"file_data\", in Base64 or as a data: URL, and images as input_image. Other files are"
                    + " not supported.";

    private FileReader() {}

    static Part.Text text(Field part) {
        for (var name : new String[] {"file_id", "file_url"}) {
            part.at(name).nonEmpty().ifPresent(reference -> {
                throw reference.unsupported("Files are not stored or fetched. " + ADVICE);
            });
        }
        var data = part.at("file_data");
        var text = text(data, bytes(data));
        return new Part.Text(part.at("filename")
                .nonEmpty()
                .map(name -> name.text(MAX_NAME_LENGTH) + ":\n" + text)
                .orElse(text));
    }

    private static byte[] bytes(Field data) {
        var text = data.text();
        var start = text.startsWith("data:") ? text.indexOf(BASE64) : -1;
        try {
            return Base64.getDecoder().decode(start < 0 ? text : text.substring(start + BASE64.length()));
        } catch (IllegalArgumentException e) {
            throw data.invalid("The data is not valid Base64. " + ADVICE);
        }
    }

    private static String text(Field data, byte[] bytes) {
        if (PdfText.isPdf(bytes)) {
            return switch (PdfText.of(bytes)) {
                case PdfText.Outcome.Read(var text) -> text;
                case PdfText.Outcome.Unreadable(var why) -> throw data.invalid(why + " You were not charged.");
            };
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException e) {
            throw data.unsupported(ADVICE);
        }
        throw data.unsupported(ADVICE);
    }
}
