package ai.tierup.openai;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.api.DocumentFields;
import ai.tierup.api.Field;
import ai.tierup.domain.conversation.Part;

/** Reads the files of one request: text files and PDFs, as data or by address. Their text stands for them. */
public final class FileReader {

    private static final int MAX_NAME_LENGTH = 256;
    private static final String BASE64 = ";base64,";
    private static final String ADVICE =
            "Send a text file or a PDF as \"file_data\", in Base64 or as a data: URL, or its https address as"
                    + " \"file_url\".";

    private final DocumentFields documents = new DocumentFields();

    /** @param file the object with the fields of the file */
    public Part.Content content(Field file) {
        file.at("file_id").nonEmpty().ifPresent(id -> {
            throw id.unsupported("Files are not stored, so none has an id. You were not charged. " + ADVICE);
        });
        var heading = file.at("filename")
                .nonEmpty()
                .map(name -> name.text(MAX_NAME_LENGTH) + ":\n")
                .orElse("");
        // Clients of aggregators send addresses as data.
        var source = file.at("file_url").nonEmpty().orElse(file.at("file_data"));
        if (!source.isPresent()) {
            throw new BadRequest(ApiErrors.missingField(source.path(), ADVICE));
        }
        var text = source.text();
        if (text.contains("://")) {
            return documents.link(source, heading);
        }
        var start = text.startsWith("data:") ? text.indexOf(BASE64) : -1;
        return documents.text(source, start < 0 ? text : text.substring(start + BASE64.length()), heading);
    }
}
