package ai.tierup.domain.conversation;

/**
 * The size of a text.
 *
 * @param bytes its length in UTF-8
 */
public record TextSize(long bytes) {

    public static TextSize of(String text) {
        long bytes = 0;
        for (var i = 0; i < text.length(); i++) {
            bytes += utf8Bytes(text.charAt(i));
        }
        return new TextSize(bytes);
    }

    /** Counts two bytes for each half of a surrogate pair, which is four bytes as a whole. */
    private static int utf8Bytes(char c) {
        if (c < 0x80) {
            return 1;
        }
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
}
