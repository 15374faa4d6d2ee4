package ai.tierup.domain.canary;

import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.answer.AnswerSink;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.completion.ChatEnd;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.JsonText;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.UsageRecord;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Forwards an answer to a client, and notes what is compared of it. Keeps the text only if its form has to be checked. */
final class WatchedAnswer implements AnswerSink {

    private final AnswerSink client;
    private final Conversation conversation;
    private final AnswerForm form;
    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, Call> calls = new TreeMap<>();
    private boolean isRefusedByFilter;

    /** A tool call as far as it has arrived. */
    private static final class Call {
        private @Nullable String name;
        private final StringBuilder arguments = new StringBuilder();
    }

    WatchedAnswer(AnswerSink client, Conversation conversation, AnswerForm form) {
        this.client = client;
        this.conversation = conversation;
        this.form = form;
    }

    @Override
    public void begin(AnswerHead head) {
        text.setLength(0);
        calls.clear();
        client.begin(head);
    }

    @Override
    public void delta(AnswerDelta delta) {
        client.delta(delta);
        switch (delta) {
            case AnswerDelta.Text(var piece) -> {
                if (ordersJson()) {
                    text.append(piece);
                }
            }
            case AnswerDelta.ToolCall(var index, var id, var name, var piece) -> {
                var call = calls.computeIfAbsent(index, each -> new Call());
                call.name = name == null ? call.name : name;
                call.arguments.append(piece);
            }
            case AnswerDelta.SealedReasoning reasoning -> {}
        }
    }

    @Override
    public void keepAlive() {
        client.keepAlive();
    }

    @Override
    public void finish(FinishReason reason, UsageRecord record) {
        client.finish(reason, record);
    }

    @Override
    public void fail(ChatRefusal refusal) {
        isRefusedByFilter = refusal instanceof ChatRefusal.ContentPolicy;
        client.fail(refusal);
    }

    @Override
    public void replay(KeptAnswer answer) {
        client.replay(answer);
    }

    /** The results of the request. */
    ArmCounts counts(ChatEnd.Settled end) {
        var record = end.record();
        var results = new EnumMap<Measure, Integer>(Measure.class);
        results.put(Measure.FAILURE, level(record.outcome() != Outcome.ANSWERED && !isRefusedByFilter));
        results.put(Measure.FALLBACK, level(end.failedAttempts() > 0 && !isRefusedByFilter));
        results.put(Measure.REFUSAL, level(isRefusedByFilter || record.finishReason() == FinishReason.CONTENT_FILTER));
        var firstToken = record.timing().firstToken();
        if (firstToken != null) {
            results.put(Measure.FIRST_TOKEN, Measure.ofMillis(firstToken.toMillis()));
        }
        if (record.outcome() == Outcome.ANSWERED) {
            results.put(Measure.CUT, level(record.finishReason() == FinishReason.LENGTH));
            var costs = record.costs();
            results.put(
                    Measure.COST,
                    Measure.ofNanoUsd(
                            costs.charged().plus(costs.allowanceUsed()).nanoUsd()));
            addForm(record.finishReason(), results);
        }
        return ArmCounts.of(results);
    }

    /** An answer that was cut cannot have the form that was ordered. That is counted as a cut. */
    private void addForm(@Nullable FinishReason finish, Map<Measure, Integer> results) {
        if (finish == FinishReason.STOP && ordersJson()) {
            results.put(Measure.SCHEMA, level(!form.isObject(text.toString(), schema())));
        }
        if (finish == FinishReason.TOOL_CALLS && !calls.isEmpty()) {
            results.put(Measure.TOOL_CALL, level(!calls.values().stream().allMatch(this::isSound)));
        }
    }

    private boolean ordersJson() {
        return !(conversation.responseFormat() instanceof ResponseFormat.Text);
    }

    private @Nullable JsonText schema() {
        return conversation.responseFormat() instanceof ResponseFormat.JsonSchema ordered ? ordered.schema() : null;
    }

    private boolean isSound(Call call) {
        return conversation.tools().stream()
                .filter(tool -> tool.name().equals(call.name))
                .findFirst()
                .map(tool -> takes(tool, call.arguments.toString()))
                .orElse(false);
    }

    /** A call of a tool without parameters may have no arguments at all. */
    private boolean takes(Tool tool, String arguments) {
        return (arguments.isBlank() && tool.parameters() == null) || form.isObject(arguments, tool.parameters());
    }

    private static int level(boolean isBad) {
        return isBad ? 1 : 0;
    }
}
