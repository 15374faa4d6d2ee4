package ai.tierup.anthropic;

import ai.tierup.domain.answer.AnswerDelta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts the deltas of an answer into content blocks. Text after a tool call is a block of its own. State of reasoning comes before the block
 * that follows it: clients take an answer that ends with such a block for an empty one. After the last block it is needed only if there are
 * tool calls, with which it comes back.
 */
final class ContentBlocks {

    private final ToolNames names;
    private final List<ContentBlock> blocks = new ArrayList<>();
    private final Map<Integer, ContentBlock> callsByIndex = new HashMap<>();
    private final List<String> waitingStates = new ArrayList<>();

    ContentBlocks(ToolNames names) {
        this.names = names;
    }

    void add(AnswerDelta delta) {
        switch (delta) {
            case AnswerDelta.Text(var text) -> {
                if (!text.isEmpty()) {
                    text().add(text);
                }
            }
            case AnswerDelta.SealedReasoning(var state) -> waitingStates.add(state);
            case AnswerDelta.ToolCall(var index, var id, var name, var arguments) -> {
                if (id != null && name != null) {
                    callsByIndex.put(index, begin(new ContentBlock.Call(id, names.whole(name))));
                }
                var block = callsByIndex.get(index);
                if (block == null) {
                    throw new IllegalArgumentException("The first piece of a call has its id and name");
                }
                block.add(arguments);
            }
        }
    }

    private ContentBlock text() {
        return blocks.isEmpty() || !(blocks.getLast().kind() instanceof ContentBlock.Text)
                ? begin(new ContentBlock.Text())
                : blocks.getLast();
    }

    private ContentBlock begin(ContentBlock.Kind kind) {
        writeStates();
        var block = new ContentBlock(kind);
        blocks.add(block);
        return block;
    }

    private void writeStates() {
        for (var state : waitingStates) {
            var block = new ContentBlock(new ContentBlock.Thinking());
            block.add(state);
            blocks.add(block);
        }
        waitingStates.clear();
    }

    /** Ends the answer. */
    void end() {
        if (hasCalls()) {
            writeStates();
        }
    }

    /** Returns the blocks so far, in the order in which they began. */
    List<ContentBlock> inOrder() {
        return blocks;
    }

    boolean hasCalls() {
        return !callsByIndex.isEmpty();
    }
}
