package ai.tierup.domain.meter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;

/** Reads single bytes of a Base64 text without decoding all of it. */
final class Base64Bytes {

    private static final int BYTES_PER_GROUP = 3;
    private static final int CHARACTERS_PER_GROUP = 4;

    private final String base64;

    Base64Bytes(String base64) {
        this.base64 = base64;
    }

    /** Up to {@code count} bytes from the beginning, a multiple of three. */
    byte[] first(int count) {
        return groups(0, Math.min(count / BYTES_PER_GROUP, base64.length() / CHARACTERS_PER_GROUP));
    }

    /** @throws IndexOutOfBoundsException if there are not that many bytes */
    int at(int index) {
        return groups(index / BYTES_PER_GROUP, 1)[index % BYTES_PER_GROUP] & 0xFF;
    }

    long bigEndian(int index, int count) {
        long value = 0;
        for (var i = index; i < index + count; i++) {
            value = (value << Byte.SIZE) | at(i);
        }
        return value;
    }

    long littleEndian(int index, int count) {
        long value = 0;
        for (var i = index + count - 1; i >= index; i--) {
            value = (value << Byte.SIZE) | at(i);
        }
        return value;
    }

    String text(int index, int count) {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++) {
            bytes[i] = (byte) at(index + i);
        }
        return new String(bytes, ISO_8859_1);
    }

    private byte[] groups(int first, int count) {
        var start = first * CHARACTERS_PER_GROUP;
        return Base64.getDecoder().decode(base64.substring(start, start + count * CHARACTERS_PER_GROUP));
    }
}
