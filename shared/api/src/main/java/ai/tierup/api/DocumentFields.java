package ai.tierup.api;

import ai.tierup.domain.conversation.Part;
import java.util.Base64;

/** Reads the documents of one request: their bytes, or the https address of one, which we fetch ourselves. */
public final class DocumentFields {

    private static final int MAX_LINKS = 16;

    private final DocumentReader reader = new DocumentReader();
    private int links;

    /**
     * Reads a document whose bytes the request has.
     *
     * @param field the field that has the document, for errors about it
     * @param heading what comes before its text; may be empty
     */
    public Part.Text text(Field field, String base64, String heading) {
        byte[] file;
        try {
            file = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw field.invalid("The data is not valid Base64. You were not charged. Encode the whole file.");
        }
        return switch (reader.read(file)) {
            case DocumentReader.Outcome.Read(var text) -> new Part.Text(heading + text);
            case DocumentReader.Outcome.Unreadable(var problem) ->
                throw new BadRequest(FileErrors.of(field.path(), problem));
        };
    }

    /** Reads the address of a document. */
    public Part.DocumentLink link(Field url, String heading) {
        if (++links > MAX_LINKS) {
            throw url.invalid("Send at most " + MAX_LINKS + " documents by address.");
        }
        return new Part.DocumentLink(LinkFields.address(url), heading, url.path());
    }
}
