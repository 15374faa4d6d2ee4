package ai.tierup.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.FileProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;

class DocumentReaderTest {

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

    private static DocumentReader.Outcome read(byte[] file) {
        return new DocumentReader().read(file);
    }

    private static FileProblem why(byte[] file) {
        return ((DocumentReader.Outcome.Unreadable) read(file)).problem();
    }

    @Test
    void theTextOfEachPageStandsAfterItsNumber() throws IOException {
        assertThat(read(bytes(document("The harbour is calm.", "", "The tide is out."))))
                .isEqualTo(new DocumentReader.Outcome.Read(
                        "[Page 1]\nThe harbour is calm.\n[Page 2]\n(no text)\n[Page 3]\nThe tide is out.\n"));
    }

    @Test
    void aFileWithoutTextIsNotRead() throws IOException {
        assertThat(why(bytes(document("", "")))).isEqualTo(FileProblem.WITHOUT_TEXT);
    }

    @Test
    void aFileWithTooManyPagesIsNotRead() throws IOException {
        var lines = new String[DocumentReader.MAX_PAGES + 1];
        Arrays.fill(lines, "");

        assertThat(why(bytes(document(lines)))).isEqualTo(FileProblem.TOO_MANY_PAGES);
    }

    @Test
    void anEncryptedFileIsNotRead() throws IOException {
        for (var password : new String[] {"", "secret"}) {
            var document = document("The harbour is calm.");
            document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));

            assertThat(why(bytes(document))).isIn(FileProblem.ENCRYPTED, FileProblem.DAMAGED);
        }
    }

    /** A file with a stream that grows to many times its size. */
    private static byte[] bomb(int megabytes) throws IOException {
        var bomb = new ByteArrayOutputStream();
        bomb.writeBytes("%PDF-1.7\n1 0 obj\n<</Length 1>>\nstream\r\n".getBytes(ISO_8859_1));
        try (var deflater = new DeflaterOutputStream(bomb)) {
            for (var block = 0; block < megabytes; block++) {
                deflater.write(new byte[1 << 20]);
            }
        }
        return bomb.toByteArray();
    }

    @Test
    void aFileThatWouldFillTheMemoryIsNotRead() throws IOException {
        var bomb = bomb(100);

        assertThat(bomb.length).isLessThan(1 << 20);
        assertThat(InflatedSize.of(bomb, 64 << 20)).isGreaterThan(64 << 20);
        assertThat(why(bomb)).isEqualTo(FileProblem.TOO_COMPLEX);
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
            assertThat(read(broken)).isNotNull();
            assertThat(read(Arrays.copyOf(whole, 5 + random.nextInt(whole.length - 5))))
                    .isNotNull();
        }
    }

    /** Each file is small, and none is out of bounds by itself. */
    @Test
    void allFilesOfARequestTogetherAreBoundedToo() throws IOException {
        var drawing = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            var stream = new PDStream(
                    document,
                    new ByteArrayInputStream("n n ".repeat(500_000).getBytes(ISO_8859_1)),
                    COSName.FLATE_DECODE);
            page.setContents(stream);
            document.save(drawing);
        }
        var reader = new DocumentReader();
        var file = drawing.toByteArray();

        assertThat(file.length).isLessThan(100_000);
        assertThat(List.of(reader.read(file), reader.read(file), reader.read(file)))
                .containsOnly(new DocumentReader.Outcome.Unreadable(FileProblem.WITHOUT_TEXT));
        assertThat(reader.read(file)).isEqualTo(new DocumentReader.Outcome.Unreadable(FileProblem.TOO_COMPLEX));
    }

    @Test
    void whatAllFilesOfARequestGrowToIsBoundedToo() throws IOException {
        var bomb = bomb(60);
        var reader = new DocumentReader();
        for (var file = 0; file < 4; file++) {
            assertThat(reader.read(bomb)).isEqualTo(new DocumentReader.Outcome.Unreadable(FileProblem.DAMAGED));
        }

        assertThat(reader.read(bomb)).isEqualTo(new DocumentReader.Outcome.Unreadable(FileProblem.TOO_COMPLEX));
    }

    @Test
    void aTextFileIsItsText() {
        assertThat(read("Ebbe \u00b7 Flut".getBytes(UTF_8)))
                .isEqualTo(new DocumentReader.Outcome.Read("Ebbe \u00b7 Flut"));
        assertThat(read(new byte[0])).isEqualTo(new DocumentReader.Outcome.Read(""));
    }

    @Test
    void whatIsNeitherTextNorAPdfIsNotRead() {
        assertThat(why(new byte[] {'P', 'K', 3, 4, (byte) 0xFF})).isEqualTo(FileProblem.NOT_A_DOCUMENT);
        assertThat(why("a\0b".getBytes(UTF_8))).isEqualTo(FileProblem.NOT_A_DOCUMENT);
    }
}
