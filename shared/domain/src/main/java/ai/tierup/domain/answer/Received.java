package ai.tierup.domain.answer;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.TextSize;
import ai.tierup.domain.id.ToolCallIds;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one upstream call has brought so far. */
final class Received {

    private final Candidate candidate;
    private final ToolCallRelay toolCalls;
    private long outputBytes;
    private UpstreamEvent.@Nullable Usage usage;
    private @Nullable FinishReason finish;

    Received(Candidate candidate, ToolCallIds ids) {
        this.candidate = candidate;
        this.toolCalls = new ToolCallRelay(ids, candidate.name());
    }

    AnswerDelta text(String text) {
        outputBytes += TextSize.of(text).bytes();
        return new AnswerDelta.Text(text);
    }

    /** Our piece of the call, or empty while there is nothing to pass on. */
    Optional<AnswerDelta.ToolCall> toolCall(UpstreamEvent.ToolCallDelta delta) {
        outputBytes += TextSize.of(delta.argumentsPart()).bytes();
        return toolCalls.own(delta);
    }

    void usage(UpstreamEvent.Usage latest) {
        usage = latest;
    }

    /** The first reason counts. */
    void finished(FinishReason reason) {
        finish = finish == null ? reason : finish;
    }

    /** No output at all and no word on why: upstream charges nothing for it, and another candidate may do better. */
    boolean isBlank() {
        return finish == null
                && outputBytes == 0
                && !toolCalls.hasCalls()
                && (usage == null || usage.tokens().completionTokens() == 0);
    }

    Attempt attempt(@Nullable UpstreamFailure failure, @Nullable Duration firstToken) {
        return new Attempt(candidate, outputBytes, usage, finish(failure), failure, firstToken, toolCalls.originals());
    }

    private @Nullable FinishReason finish(@Nullable UpstreamFailure failure) {
        if (failure != null) {
            return null;
        }
        var said = finish == null ? FinishReason.STOP : finish;
        return said == FinishReason.STOP && toolCalls.hasCalls() ? FinishReason.TOOL_CALLS : said;
    }
}
