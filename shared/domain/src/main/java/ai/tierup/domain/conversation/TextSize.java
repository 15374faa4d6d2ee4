package ai.tierup.domain.conversation;

/**
 * The size of a text in UTF-8 bytes.
 *
 * @param unspacedBytes bytes in runs of more than 64 without white space, such as Base64, hashes and minified code; a tokeniser may make a
 *     token of each
 */
public record TextSize(long bytes, long unspacedBytes) {

    private static final int MAX_WORD_BYTES = 64;

    public static TextSize of(String text) {
        long bytes = 0;
        long unspaced = 0;
        long run = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var size = utf8Bytes(c);
            bytes += size;
            if (Character.isWhitespace(c)) {
                unspaced += run > MAX_WORD_BYTES ? run : 0;
                run = 0;
            } else {
                run += size;
            }
        }
        return new TextSize(bytes, unspaced + (run > MAX_WORD_BYTES ? run : 0));
    }

    /** Counts two bytes for each half of a surrogate pair, which is four bytes as a whole. */
    private static int utf8Bytes(char c) {
        if (c < 0x80) {
            return 1;
        }
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
}
