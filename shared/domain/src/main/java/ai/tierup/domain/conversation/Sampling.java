package ai.tierup.domain.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sampling parameters and other settings of an answer; null means the model's default.
 *
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param frequencyPenalty −2 to 2
 * @param presencePenalty −2 to 2
 * @param seed for repeatable sampling, on a best-effort basis
 * @param stop at most four sequences that end the answer
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
