package ai.tierup.domain.answer;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of one call to one candidate.
 *
 * @param given what was given to the client, or collected for it
 * @param reasoningBytes UTF-8 bytes of hidden reasoning received
 * @param usage upstream's own count; null if it gave none
 * @param finish null if the answer did not finish
 * @param failed null if it did not fail
 * @param firstToken time from the start of the request to the first delta; null if there was none
 * @param toolCalls upstream's tool calls, by our own id
 */
public record Attempt(
        Candidate candidate,
        GivenAnswer given,
        long reasoningBytes,
        UpstreamEvent.@Nullable Usage usage,
        @Nullable FinishReason finish,
        @Nullable Failed failed,
        @Nullable Duration firstToken,
        Map<String, OriginalToolCall> toolCalls) {

    /** An attempt for a candidate that was never asked. */
    public static Attempt notMade(Candidate candidate) {
        return new Attempt(
                candidate,
                GivenAnswer.NOTHING,
                0,
                null,
                null,
                Failed.notSent(UpstreamFailure.UNAVAILABLE),
                null,
                Map.of());
    }

    /** The reason it failed; null if it did not. */
    public @Nullable UpstreamFailure failure() {
        return failed == null ? null : failed.failure();
    }

    /**
     * What we pay for it: what upstream reports. Without a report, everything that was drawn for it, unless certainly no model has worked.
     *
     * @param drawn the most that one attempt can cost
     */
    public Money upstreamCost(Money drawn) {
        if (usage == null) {
            return mayHaveCost() ? drawn : Money.ZERO;
        }
        var tokens = usage.tokens();
        return usage.cost() == null
                ? candidate.upstreamPrices().costOf(tokens.promptTokens(), tokens.completionTokens())
                : usage.cost();
    }

    /** Returns whether the candidate did not accept the request, and certainly no model has worked. */
    public boolean isRefused() {
        return failure() == UpstreamFailure.INVALID_REQUEST && usage == null && !mayHaveCost();
    }

    boolean isCustomerError() {
        return failed != null && failed.failure().isCustomerError();
    }

    private boolean mayHaveCost() {
        return failed == null || failed.mayHaveCost() || !given.isNothing() || reasoningBytes > 0;
    }

    /**
     * Returns whether the customer pays for the attempt: it finished, it broke off after the first piece of the answer, or it was cut for
     * taking too long while the model was still reasoning. An attempt that fails for another reason before the answer has begun is free.
     */
    public boolean isPaid() {
        return finish != null || !given.isNothing() || (failure() == UpstreamFailure.TIMED_OUT && hasReasoned());
    }

    private boolean hasReasoned() {
        return reasoningBytes > 0 || (usage != null && usage.tokens().completionTokens() > 0);
    }
}
