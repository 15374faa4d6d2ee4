package ai.tierup.domain.upstream;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.TokenUsage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An event of an upstream call. The last one is {@link Ended} or {@link Failed}. */
public sealed interface UpstreamEvent {

    /** Returns whether it shows that the model is working: a piece of its answer or of its reasoning. */
    default boolean isToken() {
        return switch (this) {
            case TextDelta delta -> true;
            case ReasoningDelta delta -> true;
            case ToolCallDelta delta -> true;
            case ReasoningState state -> true;
            case Usage usage -> false;
            case Finished finished -> false;
            case Ended ended -> false;
            case Failed failed -> false;
        };
    }

    /** @param text not empty; never splits a character */
    record TextDelta(String text) implements UpstreamEvent {}

    /** Hidden reasoning, which is billed but not relayed. */
    record ReasoningDelta(String text) implements UpstreamEvent {}

    /**
     * The state of the reasoning since the last event of this kind, from which only the same model can continue.
     *
     * @param piece in the provider's own form
     */
    record ReasoningState(String piece) implements UpstreamEvent {}

    /**
     * A piece of a tool call. The first piece of each index has {@code id} and {@code name}.
     *
     * @param id upstream's own id
     * @param argumentsPart never splits a character; may be empty
     */
    record ToolCallDelta(
            int index, @Nullable String id, @Nullable String name, String argumentsPart) implements UpstreamEvent {}

    /**
     * The consumption that upstream reports for the call.
     *
     * @param tokens in native tokens
     * @param cost what we pay; null if upstream does not report it
     */
    record Usage(TokenUsage tokens, @Nullable Money cost) implements UpstreamEvent {}

    record Finished(FinishReason reason) implements UpstreamEvent {}

    /** The answer ended. Without a {@link Finished} before it, nobody says that it is complete. */
    record Ended() implements UpstreamEvent {}

    /**
     * The call failed.
     *
     * @param mayHaveCost whether we may be charged for it. False only if certainly no model has worked: no connection was made, or upstream
     *     reported an error in place of an answer
     * @param retryAfter the time for which upstream asks us to spare the candidate; null if it names none
     */
    record Failed(
            UpstreamFailure failure,
            boolean mayHaveCost,
            @Nullable Duration retryAfter) implements UpstreamEvent {

        /** The request did not reach upstream. */
        public static Failed notSent(UpstreamFailure failure) {
            return new Failed(failure, false, null);
        }

        /**
         * Upstream reported an error. A time-out only says that somebody between us and the model stopped waiting, and the model may have
         * worked.
         */
        public static Failed reported(UpstreamFailure failure) {
            return new Failed(failure, failure == UpstreamFailure.SILENT, null);
        }

        /** The same failure with a time for which upstream asks us to spare the candidate. */
        public Failed retryAfter(@Nullable Duration time) {
            return new Failed(failure, mayHaveCost, time);
        }

        /** Upstream has the request, and no more is known of what it made of it. */
        public static Failed brokenOff(UpstreamFailure failure) {
            return new Failed(failure, true, null);
        }
    }
}
