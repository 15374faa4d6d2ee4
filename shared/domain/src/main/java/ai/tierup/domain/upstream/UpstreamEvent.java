package ai.tierup.domain.upstream;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.TokenUsage;
import org.jspecify.annotations.Nullable;

/** What an upstream call yields, in order; {@link Ended} or {@link Failed} is the last. */
public sealed interface UpstreamEvent {

    /** @param text not empty, of whole characters */
    record TextDelta(String text) implements UpstreamEvent {}

    /** Hidden reasoning: it is billed, and dropped. */
    record ReasoningDelta(String text) implements UpstreamEvent {}

    /**
     * A piece of a tool call. The first piece of each index has {@code id} and {@code name}.
     *
     * @param id upstream's own
     * @param argumentsPart of whole characters; may be empty
     */
    record ToolCallDelta(
            int index, @Nullable String id, @Nullable String name, String argumentsPart) implements UpstreamEvent {}

    /**
     * What the call consumed.
     *
     * @param tokens native counts
     * @param cost what we pay; null when upstream does not say
     */
    record Usage(TokenUsage tokens, @Nullable Money cost) implements UpstreamEvent {}

    record Finished(FinishReason reason) implements UpstreamEvent {}

    /** The answer came to its regular end; without a {@link Finished} before it, the finish was blank. */
    record Ended() implements UpstreamEvent {}

    record Failed(UpstreamFailure failure) implements UpstreamEvent {}
}
