package ai.tierup.domain.account;

import ai.tierup.domain.tier.TierId;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tiers that an account gets when it asks for models of other vendors. Such names come from agents that do not let their model be chosen.
 *
 * @param tierByPattern by a model's name, or the beginning of one and {@code *}
 */
public record ModelAliases(Map<String, TierId> tierByPattern) {

    public static final ModelAliases NONE = new ModelAliases(Map.of());
    public static final int MAX_ALIASES = 50;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@\\[\\]-]{0,98}\\*?");
    private static final String REST = "*";

    public ModelAliases {
        if (tierByPattern.size() > MAX_ALIASES
                || !tierByPattern.keySet().stream().allMatch(ModelAliases::isPattern)) {
            throw new IllegalArgumentException("Not valid aliases");
        }
        tierByPattern = Map.copyOf(tierByPattern);
    }

    /** Returns whether {@code text} may stand for models. A tier's own name always means that tier. */
    public static boolean isPattern(String text) {
        return FORM.matcher(text).matches() && TierId.named(text).isEmpty();
    }

    /** Returns the tier for a model's name. The longest pattern that fits decides; the whole name is longer than any beginning. */
    public Optional<TierId> tier(String model) {
        return Optional.ofNullable(tierByPattern.get(model))
                .or(() -> tierByPattern.entrySet().stream()
                        .filter(alias -> alias.getKey().endsWith(REST)
                                && model.startsWith(alias.getKey()
                                        .substring(0, alias.getKey().length() - 1)))
                        .max(Comparator.comparingInt(alias -> alias.getKey().length()))
                        .map(Map.Entry::getValue));
    }
}
