package ai.tierup.domain.answer;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of one call to one candidate.
 *
 * @param outputBytes UTF-8 bytes of text and tool arguments received
 * @param usage upstream's own count; null when it gave none
 * @param finish null when the answer did not finish
 * @param failure null when it did not fail
 * @param firstToken time from the start of the request to the first delta; null when there was none
 * @param toolCalls what stands behind the tool-call ids given out
 */
public record Attempt(
        Candidate candidate,
        long outputBytes,
        UpstreamEvent.@Nullable Usage usage,
        @Nullable FinishReason finish,
        @Nullable UpstreamFailure failure,
        @Nullable Duration firstToken,
        Map<String, OriginalToolCall> toolCalls) {

    /** The attempt of a candidate that was never asked. */
    public static Attempt notMade(Candidate candidate) {
        return new Attempt(candidate, 0, null, null, UpstreamFailure.UNAVAILABLE, null, Map.of());
    }
}
