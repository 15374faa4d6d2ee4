package ai.tierup.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;

class PdfTextTest {

    /** A document with one line on each page; an empty line makes a page without text. */
    private static PDDocument document(String... lines) throws IOException {
        var document = new PDDocument();
        for (var line : lines) {
            var page = new PDPage();
            document.addPage(page);
            if (!line.isEmpty()) {
                try (var content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.newLineAtOffset(72, 720);
                    content.showText(line);
                    content.endText();
                }
            }
        }
        return document;
    }

    private static byte[] bytes(PDDocument document) throws IOException {
        try (document) {
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static String why(byte[] file) {
        return ((PdfText.Outcome.Unreadable) PdfText.of(file)).why();
    }

    @Test
    void theTextOfEachPageStandsAfterItsNumber() throws IOException {
        assertThat(PdfText.of(bytes(document("The harbour is calm.", "", "The tide is out."))))
                .isEqualTo(new PdfText.Outcome.Read(
                        "[Page 1]\nThe harbour is calm.\n[Page 2]\n(no text)\n[Page 3]\nThe tide is out.\n"));
    }

    @Test
    void aFileWithoutTextIsNotReadAndSaysWhatToDo() throws IOException {
        assertThat(why(bytes(document("", "")))).contains("only pictures", "images");
    }

    @Test
    void aFileWithTooManyPagesIsNotRead() throws IOException {
        var lines = new String[PdfText.MAX_PAGES + 1];
        Arrays.fill(lines, "");

        assertThat(why(bytes(document(lines)))).contains("600 pages");
    }

    @Test
    void anEncryptedFileIsNotRead() throws IOException {
        for (var password : new String[] {"", "secret"}) {
            var document = document("The harbour is calm.");
            document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));

            assertThat(why(bytes(document))).containsAnyOf("encrypted", "password");
        }
    }

    /** A stream of a few hundred kilobytes that grows to 100 MB. */
    @Test
    void aFileThatWouldFillTheMemoryIsNotRead() throws IOException {
        var bomb = new ByteArrayOutputStream();
        bomb.writeBytes("%PDF-1.7\n1 0 obj\n<</Length 1>>\nstream\r\n".getBytes(ISO_8859_1));
        try (var deflater = new DeflaterOutputStream(bomb)) {
            for (var block = 0; block < 100; block++) {
                deflater.write(new byte[1 << 20]);
            }
        }

        assertThat(bomb.size()).isLessThan(1 << 20);
        assertThat(InflatedSize.of(bomb.toByteArray(), 64 << 20)).isGreaterThan(64 << 20);
        assertThat(why(bomb.toByteArray())).contains("too large");
    }

    @Test
    void whateverIsChangedInAFileTheReaderEndsWithAnOutcome() throws IOException {
        var whole = bytes(document("The harbour is calm.", "The tide is out."));
        var random = new Random(7);
        for (var change = 0; change < 300; change++) {
            var broken = whole.clone();
            for (var at = 0; at < 8; at++) {
                broken[4 + random.nextInt(broken.length - 4)] = (byte) random.nextInt(256);
            }
            assertThat(PdfText.of(broken)).isNotNull();
            assertThat(PdfText.of(Arrays.copyOf(whole, 5 + random.nextInt(whole.length - 5))))
                    .isNotNull();
        }
    }

    @Test
    void whatIsNoPdfIsNotRead() {
        assertThat(why("Hello".getBytes(ISO_8859_1))).contains("not a PDF");
        assertThat(why(new byte[0])).contains("not a PDF");
    }
}
