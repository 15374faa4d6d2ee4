package ai.tierup.api;

/** Repairs text that was cut off in the middle of a character, by a model or by a client. */
public final class WellFormedText {

    private static final char REPLACEMENT = '\uFFFD';

    private WellFormedText() {}

    /** Returns {@code text} with every unpaired surrogate replaced by U+FFFD. */
    public static String of(String text) {
        StringBuilder repaired = null;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            repaired = repaired == null ? new StringBuilder(text) : repaired;
            repaired.setCharAt(i, REPLACEMENT);
        }
        return repaired == null ? text : repaired.toString();
    }
}
