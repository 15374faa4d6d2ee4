package ai.tierup.api;

import ai.tierup.api.DocumentReader.Outcome;
import ai.tierup.domain.conversation.FileProblem;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Reads the texts of one request's PDF files, and bounds the time and memory that all of them take. Pictures are not read. */
final class PdfReader {

    /** More than the largest context has. */
    private static final int MAX_CHARACTERS = 5_000_000;

    /** A page of a book has some thousands. */
    private static final int MAX_OPERATORS = 3_000_000;

    /** Sets a file apart from one that was made to fill the memory. */
    private static final int MAX_INFLATED_BYTES = 64 << 20;

    /** The limit on all files together, which bounds the time that measuring them takes. */
    private static final long MAX_TOTAL_INFLATED_BYTES = 4L * MAX_INFLATED_BYTES;

    private int charactersLeft = MAX_CHARACTERS;
    private int operatorsLeft = MAX_OPERATORS;
    private long inflatedBytesLeft = MAX_TOTAL_INFLATED_BYTES;

    static {
        // PDFBox remembers there which fonts a machine has. Its default is the home folder, which Lambda does not let
        // it write to.
        if (System.getProperty("pdfbox.fontcache") == null) {
            System.setProperty("pdfbox.fontcache", System.getProperty("java.io.tmpdir"));
        }
    }

    static boolean isPdf(byte[] file) {
        return file.length > 4 && file[0] == '%' && file[1] == 'P' && file[2] == 'D' && file[3] == 'F';
    }

    /** Reads a file. Never throws. */
    Outcome read(byte[] file) {
        var limit = Math.min(MAX_INFLATED_BYTES, inflatedBytesLeft);
        var inflatedBytes = InflatedSize.of(file, limit);
        inflatedBytesLeft -= Math.min(limit, inflatedBytes);
        if (inflatedBytes > limit) {
            return new Outcome.Unreadable(FileProblem.TOO_COMPLEX);
        }
        try (var document = Loader.loadPDF(file)) {
            return read(document);
        } catch (TooMuch e) {
            return new Outcome.Unreadable(FileProblem.TOO_COMPLEX);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // Whatever a made-up file does to the reader, it is the file that cannot be read.
            return new Outcome.Unreadable(FileProblem.DAMAGED);
        }
    }

    private Outcome read(PDDocument document) throws IOException {
        if (document.isEncrypted()) {
            return new Outcome.Unreadable(FileProblem.ENCRYPTED);
        }
        if (document.getNumberOfPages() > DocumentReader.MAX_PAGES) {
            return new Outcome.Unreadable(FileProblem.TOO_MANY_PAGES);
        }
        requireSimpleFilters(document);
        var stripper = new BoundedStripper();
        var text = new StringBuilder();
        var hasText = false;
        for (var page = 1; page <= document.getNumberOfPages(); page++) {
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            var words = new StringWriter();
            stripper.writeText(document, words);
            var stripped = words.toString().strip();
            hasText |= !stripped.isEmpty();
            text.append("[Page ").append(page).append("]\n");
            text.append(stripped.isEmpty() ? "(no text)" : stripped).append('\n');
        }
        return hasText ? new Outcome.Read(text.toString()) : new Outcome.Unreadable(FileProblem.WITHOUT_TEXT);
    }

    /** Refuses streams that are compressed twice: what they grow to is known only when it is in memory. */
    private static void requireSimpleFilters(PDDocument document) {
        var objects = document.getDocument();
        for (var key : List.copyOf(objects.getXrefTable().keySet())) {
            if (objects.getObjectFromPool(key).getObject() instanceof COSStream stream && compressions(stream) > 1) {
                throw new TooMuch();
            }
        }
    }

    private static long compressions(COSStream stream) {
        return switch (stream.getFilters()) {
            case COSArray filters ->
                filters.toList().stream().filter(PdfReader::compresses).count();
            case null -> 0;
            case COSBase filter -> isLzw(filter) ? 2 : 1;
        };
    }

    private static boolean compresses(COSBase filter) {
        return COSName.FLATE_DECODE.equals(filter) || COSName.FLATE_DECODE_ABBREVIATION.equals(filter) || isLzw(filter);
    }

    private static boolean isLzw(COSBase filter) {
        return COSName.LZW_DECODE.equals(filter) || COSName.LZW_DECODE_ABBREVIATION.equals(filter);
    }

    /** A file that takes too long, or too much memory. */
    private static final class TooMuch extends RuntimeException {

        @java.io.Serial
        private static final long serialVersionUID = 1;
    }

    /** Collects text until there is too much. */
    private final class BoundedStripper extends PDFTextStripper {

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            if (--operatorsLeft < 0) {
                throw new TooMuch();
            }
            super.processOperator(operator, operands);
        }

        @Override
        protected void processTextPosition(TextPosition text) {
            if (--charactersLeft < 0) {
                throw new TooMuch();
            }
            super.processTextPosition(text);
        }
    }
}
