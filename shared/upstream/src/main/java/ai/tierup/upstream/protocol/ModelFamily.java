package ai.tierup.upstream.protocol;

import java.util.List;
import java.util.Locale;

/** The families of models that demand something of the conversations that they continue, told by the name that a provider gives a model. */
public enum ModelFamily {
    ANTHROPIC("anthropic", "claude"),
    DEEPSEEK("deepseek"),
    GEMINI("gemini"),
    KIMI("moonshot", "kimi"),
    MISTRAL("mistral"),
    OTHER;

    private final List<String> names;

    ModelFamily(String... names) {
        this.names = List.of(names);
    }

    public static ModelFamily of(String model) {
        var name = model.toLowerCase(Locale.ROOT);
        for (var family : values()) {
            if (family.names.stream().anyMatch(name::contains)) {
                return family;
            }
        }
        return OTHER;
    }
}
