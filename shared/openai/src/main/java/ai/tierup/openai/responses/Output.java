package ai.tierup.openai.responses;

import ai.tierup.api.inference.AnswerMemory;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.id.RequestId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the deltas of one answer into output items: a message for each stretch of text, and one item for each tool call
 * and each state of the reasoning. White space
 * in front of a message is kept back until there is text; some models write line breaks before a call.
 */
final class Output {

    private final RequestId id;
    private final AnswerForm form;
    private final List<OutputItem> items = new ArrayList<>();
    private final Map<Integer, OutputItem> calls = new HashMap<>();
    private final StringBuilder blank = new StringBuilder();
    private @Nullable OutputItem message;

    Output(RequestId id, AnswerForm form) {
        this.id = id;
        this.form = form;
    }

    void add(AnswerDelta delta) {
        switch (delta) {
            case AnswerDelta.Text(var text) -> addText(text);
            case AnswerDelta.ToolCall call -> addCall(call);
            case AnswerDelta.SealedReasoning(var state) -> addReasoning(state);
        }
    }

    List<OutputItem> items() {
        return items;
    }

    /** Keeps the items for later requests that refer to them. */
    void keepIn(AnswerMemory memory) {
        if (!items.isEmpty()) {
            memory.keep(id, References.remembered(this));
        }
    }

    private void addText(String text) {
        if (message != null) {
            message.append(text);
            return;
        }
        blank.append(text);
        if (!text.isBlank()) {
            message = OutputItem.message("msg_" + id.value() + items.size());
            message.append(blank.toString());
            items.add(message);
            blank.setLength(0);
        }
    }

    private void addReasoning(String state) {
        var item = OutputItem.reasoning("rs_" + id.value() + items.size());
        item.append(state);
        items.add(item);
        message = null;
    }

    /** Adds a piece of a call. Not every model obeys when it is told to make one call only, so the others are left out. */
    private void addCall(AnswerDelta.ToolCall call) {
        if (form.singleCall() && call.index() > 0) {
            return;
        }
        if (call.id() != null && call.name() != null) {
            var tool = form.tools().clientTool(call.name());
            var item = OutputItem.call(prefix(tool) + id.value() + items.size(), call.id(), tool);
            calls.put(call.index(), item);
            items.add(item);
            message = null;
            blank.setLength(0);
        }
        var item = calls.get(call.index());
        if (item != null) {
            item.append(call.argumentsPart());
        }
    }

    private static String prefix(ClientTool tool) {
        return switch (tool.kind()) {
            case FUNCTION -> "fc_";
            case CUSTOM -> "ctc_";
            case SEARCH -> "tsc_";
        };
    }
}
