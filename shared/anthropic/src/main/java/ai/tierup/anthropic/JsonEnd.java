package ai.tierup.anthropic;

/** Notices when a JSON object that arrives in pieces is complete. It does not check the object. */
final class JsonEnd {

    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean reached;

    void add(String piece) {
        for (var i = 0; i < piece.length() && !reached; i++) {
            if (inString) {
                inString(piece.charAt(i));
            } else {
                outside(piece.charAt(i));
            }
        }
    }

    boolean isReached() {
        return reached;
    }

    private void inString(char c) {
        if (escaped) {
            escaped = false;
        } else if (c == '\\') {
            escaped = true;
        } else if (c == '"') {
            inString = false;
        }
    }

    private void outside(char c) {
        switch (c) {
            case '"' -> inString = true;
            case '{', '[' -> depth++;
            case '}', ']' -> reached = --depth <= 0;
            default -> {}
        }
    }
}
