package ai.tierup.anthropic;

import ai.tierup.api.Field;
import ai.tierup.domain.tier.ReasoningEffort;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how much a model is to think: an effort, or a budget of tokens, which stands for an effort here. */
final class ThinkingReader {

    private static final int MIN_BUDGET = 1024;
    private static final int MAX_LOW_BUDGET = 4096;
    private static final int MAX_MEDIUM_BUDGET = 16_384;

    private static final Set<String> TYPES = Set.of("enabled", "disabled", "adaptive", "between_tools");
    private static final Map<String, ReasoningEffort> EFFORTS = Map.of(
            "low", ReasoningEffort.LOW,
            "medium", ReasoningEffort.MEDIUM,
            "high", ReasoningEffort.HIGH,
            "xhigh", ReasoningEffort.VERY_HIGH,
            "max", ReasoningEffort.MAX);

    private ThinkingReader() {}

    /** Returns the effort; null if the request leaves it open. */
    static @Nullable ReasoningEffort effort(Field thinking, Field outputConfig) {
        var asked = outputConfig
                .nonEmpty()
                .flatMap(config -> config.object().at("effort").nonEmpty())
                .map(effort -> EFFORTS.get(effort.oneOf(EFFORTS.keySet())))
                .orElse(null);
        if (thinking.nonEmpty().isEmpty()) {
            return asked;
        }
        return switch (thinking.object().at("type").oneOf(TYPES)) {
            case "disabled" -> ReasoningEffort.NONE;
            case "enabled" -> {
                var budget = ofBudget(thinking.at("budget_tokens").wholeNumber(MIN_BUDGET, Integer.MAX_VALUE));
                yield asked == null ? budget : asked;
            }
            default -> asked;
        };
    }

    private static ReasoningEffort ofBudget(long tokens) {
        if (tokens <= MAX_LOW_BUDGET) {
            return ReasoningEffort.LOW;
        }
        return tokens <= MAX_MEDIUM_BUDGET ? ReasoningEffort.MEDIUM : ReasoningEffort.HIGH;
    }
}
