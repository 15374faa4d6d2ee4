package ai.tierup.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.conversation.FileProblem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Reads the documents of one request: text files and PDFs. Their text stands for them in a conversation. So every tier takes them, whoever
 * serves it, and they are counted and charged like any text.
 */
public final class DocumentReader {

    static final int MAX_PAGES = 600;

    private final PdfReader pdfs = new PdfReader();

    /** The result of reading a file. */
    public sealed interface Outcome {

        /** @param text the whole text; of a PDF, that of all pages, each after a line with its number */
        record Read(String text) implements Outcome {}

        record Unreadable(FileProblem problem) implements Outcome {}
    }

    /** Reads a file. Never throws. */
    public Outcome read(byte[] file) {
        return PdfReader.isPdf(file) ? pdfs.read(file) : text(file);
    }

    private static Outcome text(byte[] file) {
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            if (text.indexOf('\0') < 0) {
                return new Outcome.Read(text);
            }
        } catch (CharacterCodingException e) {
            return new Outcome.Unreadable(FileProblem.NOT_A_DOCUMENT);
        }
        return new Outcome.Unreadable(FileProblem.NOT_A_DOCUMENT);
    }
}
