package ai.tierup.anthropic;

import org.jspecify.annotations.Nullable;

/** A block of an answer: a text, or a tool call with its arguments. */
final class ContentBlock {

    private final @Nullable Call call;
    private final StringBuilder untaken = new StringBuilder();
    private final JsonEnd argumentsEnd = new JsonEnd();

    /** @param name the client's name of the tool */
    record Call(String id, String name) {}

    private ContentBlock(@Nullable Call call) {
        this.call = call;
    }

    static ContentBlock ofText() {
        return new ContentBlock(null);
    }

    static ContentBlock of(Call call) {
        return new ContentBlock(call);
    }

    /** Returns the call; null if the block is a text. */
    @Nullable
    Call call() {
        return call;
    }

    void add(String piece) {
        untaken.append(piece);
        if (call != null) {
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
        return call == null || argumentsEnd.isReached();
    }
}
