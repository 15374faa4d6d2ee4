package ai.tierup.domain.conversation;

/** Measures texts in UTF-8. */
public final class Utf8 {

    private Utf8() {}

    /** The bytes of {@code text} in UTF-8, counted without encoding it. */
    public static long bytes(String text) {
        return bytes(text, 0, text.length());
    }

    /** The bytes of a part of {@code text}. */
    public static long bytes(String text, int start, int end) {
        long bytes = 0;
        for (var i = start; i < end; i++) {
            bytes += bytes(text.charAt(i));
        }
        return bytes;
    }

    /** Counts two bytes for each half of a surrogate pair, which is four bytes as a whole. */
    private static int bytes(char c) {
        if (c < 0x80) {
            return 1;
        }
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
}
