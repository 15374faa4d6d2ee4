package ai.tierup.domain.repeat;

/**
 * Removes the white space that JSON allows beside its structural characters. Clients that parse a model's arguments and write them again
 * change it. Of a text that is not JSON, nothing else is removed either.
 */
final class CompactJson {

    private static final String STRUCTURAL = "{}[],:";
    private static final String WHITE_SPACE = " \t\r\n";

    private final String text;
    private final StringBuilder compact;
    private boolean inString;
    private boolean escaped;

    private CompactJson(String text) {
        this.text = text;
        this.compact = new StringBuilder(text.length());
    }

    static String of(String text) {
        return new CompactJson(text).compacted();
    }

    private String compacted() {
        var i = 0;
        while (i < text.length()) {
            var end = inString ? i : endOfWhiteSpace(i);
            if (end > i && isBetweenValues(i, end)) {
                compact.append(text, i, end);
            }
            if (end < text.length()) {
                append(text.charAt(end));
            }
            i = end + 1;
        }
        return compact.toString();
    }

    private int endOfWhiteSpace(int start) {
        var end = start;
        while (end < text.length() && WHITE_SPACE.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    /** Returns whether white space separates what would otherwise be one value. Valid JSON has none of this kind. */
    private boolean isBetweenValues(int start, int end) {
        return start > 0 && end < text.length() && !isStructural(start - 1) && !isStructural(end);
    }

    private boolean isStructural(int index) {
        return STRUCTURAL.indexOf(text.charAt(index)) >= 0;
    }

    private void append(char c) {
        compact.append(c);
        if (escaped) {
            escaped = false;
        } else if (c == '"') {
            inString = !inString;
        } else {
            escaped = inString && c == '\\';
        }
    }
}
