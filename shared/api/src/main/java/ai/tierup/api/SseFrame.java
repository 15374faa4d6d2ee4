package ai.tierup.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Writes server-sent events as {@link SseReader} reads them: one event or one comment at a time. */
public final class SseFrame {

    private static final byte[] EVENT = "event: ".getBytes(UTF_8);
    private static final byte[] DATA = "data: ".getBytes(UTF_8);
    private static final byte[] END = "\n\n".getBytes(UTF_8);
    private static final int TYPICAL_SIZE = 256;

    private SseFrame() {}

    /** An event without a name. JSON as {@link JsonBytes} writes it is one line. */
    public static byte[] data(JsonBytes.Content json) {
        var bytes = new ByteArrayOutputStream(TYPICAL_SIZE);
        writeData(bytes, json);
        return bytes.toByteArray();
    }

    /** An event with a name. */
    public static byte[] event(String name, JsonBytes.Content json) {
        var bytes = new ByteArrayOutputStream(TYPICAL_SIZE);
        bytes.writeBytes(EVENT);
        bytes.writeBytes(name.getBytes(UTF_8));
        bytes.write('\n');
        writeData(bytes, json);
        return bytes.toByteArray();
    }

    /** An event without a name whose data is not JSON. */
    public static byte[] text(String line) {
        return ("data: " + line + "\n\n").getBytes(UTF_8);
    }

    /** A comment, which every client skips. */
    public static byte[] comment(String line) {
        return (": " + line + "\n\n").getBytes(UTF_8);
    }

    private static void writeData(ByteArrayOutputStream bytes, JsonBytes.Content json) {
        bytes.writeBytes(DATA);
        JsonBytes.write(bytes, json);
        bytes.writeBytes(END);
    }
}
