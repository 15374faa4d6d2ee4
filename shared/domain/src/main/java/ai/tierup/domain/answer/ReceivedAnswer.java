package ai.tierup.domain.answer;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.Utf8;
import ai.tierup.domain.reasoning.ReasoningState;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of an answer that one upstream call has delivered so far. */
final class ReceivedAnswer {

    private final Candidate candidate;
    private final Replacements replacements;
    private final ToolCallRelay toolCalls;
    private final List<String> reasoningPieces = new ArrayList<>();
    private int relayedPieces;
    private final StringBuilder text = new StringBuilder();
    private long reasoningBytes;
    private UpstreamEvent.@Nullable Usage usage;
    private @Nullable FinishReason finish;

    ReceivedAnswer(Candidate candidate, Replacements replacements) {
        this.candidate = candidate;
        this.replacements = replacements;
        this.toolCalls =
                new ToolCallRelay(replacements.toolCallIds(), candidate.name(), replacements.allowsParallelCalls());
    }

    AnswerDelta text(String text) {
        discardUsageBefore(text);
        this.text.append(text);
        return new AnswerDelta.Text(text);
    }

    void reasoning(String text) {
        discardUsageBefore(text);
        reasoningBytes += Utf8.bytes(text);
    }

    void reasoningState(String piece) {
        reasoningPieces.add(piece);
    }

    /** The state of reasoning that has arrived since the last call; empty if there is none. */
    Optional<AnswerDelta> newReasoning() {
        if (relayedPieces == reasoningPieces.size()) {
            return Optional.empty();
        }
        var pieces = reasoningPieces.subList(relayedPieces, reasoningPieces.size());
        relayedPieces = reasoningPieces.size();
        return sealed(pieces).map(AnswerDelta.SealedReasoning::new);
    }

    private Optional<String> sealed(List<String> pieces) {
        return replacements.sealed(new ReasoningState(candidate.name(), pieces));
    }

    /** Our own piece of the tool call; empty if there is nothing to relay yet. */
    Optional<AnswerDelta.ToolCall> toolCall(UpstreamEvent.ToolCallDelta delta) {
        var piece = toolCalls.translate(delta);
        discardUsageBefore(delta.argumentsPart());
        return piece;
    }

    /** Pieces that the answer lacks although it has ended. */
    List<AnswerDelta.ToolCall> missingArguments() {
        return toolCalls.missingArguments();
    }

    /** Usage covers what came before it; some servers report a running count. */
    private void discardUsageBefore(String received) {
        if (!received.isEmpty()) {
            usage = null;
        }
    }

    void usage(UpstreamEvent.Usage latest) {
        usage = latest;
    }

    /** Keeps the first reason. */
    void finished(FinishReason reason) {
        finish = finish == null ? reason : finish;
    }

    boolean hasFinished() {
        return finish != null;
    }

    boolean hasToolCalls() {
        return toolCalls.hasCalls();
    }

    Attempt attempt(@Nullable Failed failed, @Nullable Duration firstToken) {
        return new Attempt(
                candidate,
                new GivenAnswer(text.toString(), toolCalls.calls()),
                // What a model says in a call that it never names does not reach the client.
                reasoningBytes + toolCalls.unsentBytes(),
                usage,
                failed == null && finish != null ? finish(finish) : null,
                failed,
                firstToken,
                failed == null ? originals() : toolCalls.originals());
    }

    private Map<String, OriginalToolCall> originals() {
        return toolCalls.hasCalls() && !reasoningPieces.isEmpty()
                ? sealed(reasoningPieces).map(toolCalls::originalsWith).orElseGet(toolCalls::originals)
                : toolCalls.originals();
    }

    private FinishReason finish(FinishReason reported) {
        return switch (reported) {
            case STOP, TOOL_CALLS -> toolCalls.hasCalls() ? FinishReason.TOOL_CALLS : FinishReason.STOP;
            case LENGTH, CONTENT_FILTER -> reported;
        };
    }
}
