package ai.tierup.simulators.upstream;

import static ai.tierup.simulators.upstream.SimulatedModel.named;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The models that are served: built-in ones with realistic names, and those from the settings. */
final class ModelCatalogue {
    private static final List<SimulatedModel> BUILT_IN = List.of(
            named("google/gemini-2.5-flash-lite", "20250722", "Google AI Studio", "0.10", "0.40"),
            named("mistralai/mistral-small-3.2-24b-instruct", "20250620", "Mistral", "0.06", "0.18"),
            named("openai/gpt-4.1-nano", "20250414", "OpenAI", "0.10", "0.40"),
            named("openai/gpt-5-nano", "20250807", "OpenAI", "0.05", "0.40").withReasoning(),
            named("openai/gpt-5-mini", "20250807", "Azure", "0.25", "2").withReasoning(),
            named("openai/gpt-5.6", "20260709", "OpenAI", "2.50", "20").withReasoning(),
            named("anthropic/claude-haiku-4.5", "20251001", "Google Vertex", "1", "5"),
            named("anthropic/claude-sonnet-4.6", "20260217", "Amazon Bedrock", "3", "15"),
            named("anthropic/claude-opus-4.7", "20260423", "Anthropic", "5", "25")
                    .withReasoning(),
            named("google/gemini-3-flash", "20260114", "Google AI Studio", "0.50", "3"),
            named("google/gemini-3.1-pro", "20260512", "Google Vertex", "2", "12")
                    .withReasoning(),
            named("deepseek/deepseek-v3.2", "20251201", "SiliconFlow", "0.26", "0.38")
                    .withoutImages(),
            named("deepseek/deepseek-v4", "20260424", "DeepInfra", "0.30", "1.20")
                    .withReasoning()
                    .withoutImages(),
            named("mistralai/mistral-medium-3.1", "20250813", "Mistral", "0.40", "2"),
            named("moonshotai/kimi-k2.6", "20260420", "Fireworks", "0.60", "2.80"),
            named("moonshotai/kimi-k2.7-thinking", "20260709", "Moonshot AI", "0.80", "3.20")
                    .withReasoning(),
            named("qwen/qwen3-vl-235b-a22b-instruct", "20250923", "Alibaba", "0.30", "1.20"),
            named("x-ai/grok-4.3", "20260403", "xAI", "3", "15").withReasoning(),
            named("openai/gpt-6-luna", "20260917", "OpenAI", "0.10", "0.50").withReasoning(),
            named("openai/gpt-6.2-sol", "20261105", "OpenAI", "2", "10").withReasoning(),
            named("openai/gpt-6.2-astra", "20261105", "Azure", "8", "40").withReasoning(),
            named("anthropic/claude-haiku-5.5", "20261014", "Amazon Bedrock", "0.10", "0.50"),
            named("anthropic/claude-sonnet-5.5", "20261014", "Anthropic", "2", "10"),
            named("anthropic/claude-opus-5.5", "20261014", "Google Vertex", "4", "20")
                    .withReasoning(),
            named("anthropic/claude-fable-5.2", "20261112", "Anthropic", "8", "40")
                    .withReasoning(),
            named("google/gemini-4-neon", "20261021", "Google Vertex", "3", "15")
                    .withReasoning());

    private final Map<String, SimulatedModel> models;

    ModelCatalogue(Set<String> moreSlugs) {
        var builtIn = BUILT_IN.stream().map(SimulatedModel::slug).collect(Collectors.toSet());
        var more = moreSlugs.stream()
                .filter(slug -> !builtIn.contains(slug))
                .map(slug -> named(slug, "20260315", "Together", "1", "4"));
        this.models = Stream.concat(BUILT_IN.stream(), more)
                .collect(Collectors.toUnmodifiableMap(SimulatedModel::slug, Function.identity()));
    }

    Optional<SimulatedModel> find(String slug) {
        return Optional.ofNullable(models.get(slug));
    }
}
