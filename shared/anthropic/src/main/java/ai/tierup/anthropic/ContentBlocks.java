package ai.tierup.anthropic;

import ai.tierup.domain.answer.AnswerDelta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sorts the deltas of an answer into content blocks. Text after a tool call is a block of its own. */
final class ContentBlocks {

    private final ToolNames names;
    private final List<ContentBlock> blocks = new ArrayList<>();
    private final Map<Integer, ContentBlock> callsByIndex = new HashMap<>();

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
            // The state is kept with the ids of the tool calls.
            case AnswerDelta.SealedReasoning reasoning -> {}
            case AnswerDelta.ToolCall(var index, var id, var name, var arguments) -> {
                if (id != null && name != null) {
                    var begun = ContentBlock.of(new ContentBlock.Call(id, names.whole(name)));
                    callsByIndex.put(index, begun);
                    blocks.add(begun);
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
        if (blocks.isEmpty() || blocks.getLast().call() != null) {
            blocks.add(ContentBlock.ofText());
        }
        return blocks.getLast();
    }

    /** Returns the blocks so far, in the order in which they began. */
    List<ContentBlock> inOrder() {
        return blocks;
    }

    boolean hasCalls() {
        return !callsByIndex.isEmpty();
    }
}
