package ai.tierup.upstream.protocol;

import java.util.Arrays;
import java.util.Locale;

/** The families of models that demand something of the conversations that they continue, told by the name that a provider gives a model. */
@SuppressWarnings("ImmutableEnumChecker") // The array is private, and nothing changes it.
public enum ModelFamily {
    ANTHROPIC("anthropic", "claude"),
    DEEPSEEK("deepseek"),
    GEMINI("gemini"),
    KIMI("moonshot", "kimi"),
    MISTRAL("mistral"),
    OTHER;

    private final String[] names;

    ModelFamily(String... names) {
        this.names = names;
    }

    public static ModelFamily of(String model) {
        var name = model.toLowerCase(Locale.ROOT);
        for (var family : values()) {
            if (Arrays.stream(family.names).anyMatch(name::contains)) {
                return family;
            }
        }
        return OTHER;
    }
}
