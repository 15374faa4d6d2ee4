package ai.tierup.domain.conversation;

import static ai.tierup.domain.tier.OptionalParameter.FREQUENCY_PENALTY;
import static ai.tierup.domain.tier.OptionalParameter.PRESENCE_PENALTY;
import static ai.tierup.domain.tier.OptionalParameter.SEED;
import static ai.tierup.domain.tier.OptionalParameter.STOP;
import static ai.tierup.domain.tier.OptionalParameter.TEMPERATURE;
import static ai.tierup.domain.tier.OptionalParameter.TOP_P;
import static ai.tierup.domain.tier.OptionalParameter.VERBOSITY;

import ai.tierup.domain.tier.OptionalParameter;
import ai.tierup.domain.tier.ReasoningEffort;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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

    /** The optional parameters that are set. */
    Set<OptionalParameter> parameters() {
        var set = EnumSet.noneOf(OptionalParameter.class);
        addIf(temperature != null, TEMPERATURE, set);
        addIf(topP != null, TOP_P, set);
        addIf(frequencyPenalty != null, FREQUENCY_PENALTY, set);
        addIf(presencePenalty != null, PRESENCE_PENALTY, set);
        addIf(seed != null, SEED, set);
        addIf(!stop.isEmpty(), STOP, set);
        addIf(verbosity != null, VERBOSITY, set);
        return set;
    }

    private static void addIf(boolean isSet, OptionalParameter parameter, Set<OptionalParameter> set) {
        if (isSet) {
            set.add(parameter);
        }
    }

    /** Returns these settings with only the optional parameters that are taken. */
    Sampling withOnly(Predicate<OptionalParameter> taken) {
        return new Sampling(
                taken.test(TEMPERATURE) ? temperature : null,
                taken.test(TOP_P) ? topP : null,
                taken.test(FREQUENCY_PENALTY) ? frequencyPenalty : null,
                taken.test(PRESENCE_PENALTY) ? presencePenalty : null,
                taken.test(SEED) ? seed : null,
                taken.test(STOP) ? stop : List.of(),
                reasoningEffort,
                taken.test(VERBOSITY) ? verbosity : null);
    }

    Sampling with(@Nullable ReasoningEffort effort) {
        return new Sampling(temperature, topP, frequencyPenalty, presencePenalty, seed, stop, effort, verbosity);
    }
}
