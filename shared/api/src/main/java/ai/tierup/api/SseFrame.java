package ai.tierup.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Encodes single events and comments of a server-sent event stream. {@link SseReader} reads them. */
public final class SseFrame {

    private static final byte[] EVENT = "event: ".getBytes(UTF_8);
    private static final byte[] DATA = "data: ".getBytes(UTF_8);
    private static final byte[] END = "\n\n".getBytes(UTF_8);
    private static final int TYPICAL_SIZE = 256;

    private SseFrame() {}

    /** Returns an event without a name. Its JSON fits the one data line, because {@link JsonBytes} writes no line breaks. */
    public static byte[] data(JsonBytes.Content json) {
        var bytes = new ByteArrayOutputStream(TYPICAL_SIZE);
        writeData(bytes, json);
        return bytes.toByteArray();
    }

    /** Returns an event with a name. */
    public static byte[] event(String name, JsonBytes.Content json) {
        var bytes = new ByteArrayOutputStream(TYPICAL_SIZE);
        bytes.writeBytes(EVENT);
        bytes.writeBytes(name.getBytes(UTF_8));
        bytes.write('\n');
        writeData(bytes, json);
        return bytes.toByteArray();
    }

    /** Returns an event without a name whose data is one line of text. */
    public static byte[] text(String line) {
        return ("data: " + line + "\n\n").getBytes(UTF_8);
    }

    /** Returns a comment, which clients ignore. No empty line follows it: to some clients that would be the end of an event without data. */
    public static byte[] comment(String line) {
        return (": " + line + "\n").getBytes(UTF_8);
    }

    private static void writeData(ByteArrayOutputStream bytes, JsonBytes.Content json) {
        bytes.writeBytes(DATA);
        JsonBytes.write(bytes, json);
        bytes.writeBytes(END);
    }
}
