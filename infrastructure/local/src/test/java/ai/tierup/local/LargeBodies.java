package ai.tierup.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.zip.DeflaterOutputStream;

/** Bodies of requests that are as large, and as expensive to read, as the service takes them. */
final class LargeBodies {

    /** The limit on a body, less what surrounds the text in it. */
    private static final int MAX_BYTES = 4 * 1024 * 1024 - 4_000;

    private static final int LINES_PER_PAGE = 55;

    private static final int WORDS_PER_LINE = 12;
    private static final String LETTERS = "etaoinshrdlucmfwypvbgkjqxz";

    private LargeBodies() {}

    /** Words of random letters, which take a tokeniser the most time for each byte. */
    static String words(int bytes, long seed) {
        var random = new SplittableRandom(seed);
        var text = new StringBuilder(bytes);
        while (text.length() < bytes) {
            for (var letters = random.nextInt(2, 10); letters > 0 && text.length() < bytes - 1; letters--) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            text.append(' ');
        }
        return text.toString();
    }

    static String chat(String model, String text) {
        var body = RunningService.JSON.createObjectNode().put("model", model).put("stream", true);
        body.putArray("messages").addObject().put("role", "user").put("content", text);
        return body.toString();
    }

    /** A body of 4 MiB with one text. */
    static String fullChat(String model) {
        return chat(model, words(MAX_BYTES, 1));
    }

    /** A body of 4 MiB in which each character takes six bytes as an escape. */
    static String escapedChat(String model) {
        return chat(model, "@").replace("@", "\\u4e2d".repeat(MAX_BYTES / 6));
    }

    /** A body of 4 MiB that is nearly all one picture. */
    static String pictureChat(String model) {
        var picture = new byte[MAX_BYTES / 4 * 3 - 3];
        new SplittableRandom(2).nextBytes(picture);
        System.arraycopy(Base64.getDecoder().decode("iVBORw0KGgo="), 0, picture, 0, 8);
        var body = RunningService.JSON.createObjectNode().put("model", model).put("stream", true);
        var content = body.putArray("messages").addObject().put("role", "user").putArray("content");
        content.addObject().put("type", "text").put("text", "What is in this picture?");
        content.addObject()
                .put("type", "image_url")
                .putObject("image_url")
                .put("url", "data:image/png;base64," + Base64.getEncoder().encodeToString(picture));
        return body.toString();
    }

    /** A request to the Messages API with a PDF whose pages are full of text. */
    static String pdfMessage(String model, int pages) throws IOException {
        var body = RunningService.JSON
                .createObjectNode()
                .put("model", model)
                .put("max_tokens", 100)
                .put("stream", true);
        ObjectNode document = body.putArray("messages")
                .addObject()
                .put("role", "user")
                .putArray("content")
                .addObject()
                .put("type", "document");
        document.putObject("source")
                .put("type", "base64")
                .put("media_type", "application/pdf")
                .put("data", Base64.getEncoder().encodeToString(pdf(pages)));
        return body.toString();
    }

    /** A PDF of full pages, each with its own words, so that little of it can be compressed. */
    private static byte[] pdf(int pages) throws IOException {
        var file = new Pdf();
        file.object("<</Type/Catalog/Pages 2 0 R>>");
        var kids = new StringBuilder();
        for (var page = 0; page < pages; page++) {
            kids.append(4 + 2 * page).append(" 0 R ");
        }
        file.object("<</Type/Pages/Count " + pages + "/Kids[" + kids + "]>>");
        file.object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        for (var page = 0; page < pages; page++) {
            file.object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>/Contents "
                    + (5 + 2 * page) + " 0 R>>");
            file.stream(pageOfText(page));
        }
        return file.end();
    }

    private static String pageOfText(int page) {
        var text = new StringBuilder("BT /F 10 Tf 40 760 Td 13 TL\n");
        for (var line = 0; line < LINES_PER_PAGE; line++) {
            text.append('(')
                    .append(words(WORDS_PER_LINE * 6, (long) page * LINES_PER_PAGE + line))
                    .append(") Tj T*\n");
        }
        return text.append("ET").toString();
    }

    /** Writes the objects of a PDF and its table of them. */
    private static final class Pdf {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final StringBuilder table = new StringBuilder();
        private int objects;

        Pdf() {
            bytes.writeBytes("%PDF-1.4\n".getBytes(ISO_8859_1));
        }

        void object(String content) {
            begin();
            bytes.writeBytes((content + "\nendobj\n").getBytes(ISO_8859_1));
        }

        void stream(String content) throws IOException {
            var deflated = new ByteArrayOutputStream();
            try (var deflater = new DeflaterOutputStream(deflated)) {
                deflater.write(content.getBytes(UTF_8));
            }
            begin();
            bytes.writeBytes(("<</Filter/FlateDecode/Length " + deflated.size() + ">>\nstream\n").getBytes(ISO_8859_1));
            bytes.writeBytes(deflated.toByteArray());
            bytes.writeBytes("\nendstream\nendobj\n".getBytes(ISO_8859_1));
        }

        private void begin() {
            table.append("%010d 00000 n \n".formatted(bytes.size()));
            bytes.writeBytes((++objects + " 0 obj\n").getBytes(ISO_8859_1));
        }

        byte[] end() {
            var start = bytes.size();
            bytes.writeBytes(("xref\n0 " + (objects + 1) + "\n0000000000 65535 f \n" + table + "trailer\n<</Size "
                            + (objects + 1) + "/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n")
                    .getBytes(ISO_8859_1));
            return bytes.toByteArray();
        }
    }
}
