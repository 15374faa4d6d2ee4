package ai.tierup.domain.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the model is to choose its words; null is the model's own default.
 *
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param frequencyPenalty −2 to 2
 * @param presencePenalty −2 to 2
 * @param seed best effort
 * @param stop at most four sequences at which the answer ends
 */
public record Sampling(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Double frequencyPenalty,
        @Nullable Double presencePenalty,
        @Nullable Long seed,
        List<String> stop,
        @Nullable ReasoningEffort reasoningEffort,
        @Nullable Verbosity verbosity) {

    public static final Sampling DEFAULT = new Sampling(null, null, null, null, null, List.of(), null, null);

    public Sampling {
        stop = List.copyOf(stop);
    }
}
