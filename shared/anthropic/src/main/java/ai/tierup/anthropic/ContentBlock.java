package ai.tierup.anthropic;

/** A block of an answer, whose content arrives in pieces. */
final class ContentBlock {

    private final Kind kind;
    private final StringBuilder untaken = new StringBuilder();
    private final JsonEnd argumentsEnd = new JsonEnd();

    /** What a block is. */
    sealed interface Kind {}

    record Text() implements Kind {}

    /** The sealed state of reasoning. Clients give it back and never show it. */
    record Thinking() implements Kind {}

    /**
     * A tool call; its content is its arguments.
     *
     * @param name the client's name of the tool
     */
    record Call(String id, String name) implements Kind {}

    ContentBlock(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    void add(String piece) {
        untaken.append(piece);
        if (kind instanceof Call) {
            argumentsEnd.add(piece);
        }
    }

    /** Returns what was added since the last time. */
    String take() {
        var piece = untaken.toString();
        untaken.setLength(0);
        return piece;
    }

    /** Returns whether the block cannot get more once another block follows. */
    boolean isComplete() {
        return !(kind instanceof Call) || argumentsEnd.isReached();
    }
}
