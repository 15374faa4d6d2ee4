package ai.tierup.functions.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.tier.Tier;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * Writes a tier as an entry of Codex's catalogue of models. From it, Codex takes the context window, the efforts, and how it edits files. For
 * a model without an entry it assumes a window of its own.
 */
final class CodexModel {

    private static final int TOOL_OUTPUT_TOKENS = 10_000;
    private static final List<String> EFFORTS = List.of("low", "medium", "high", "xhigh");

    /** Replaces the prompt that Codex has for the models that it knows. */
    private static final String INSTRUCTIONS = read("codex-instructions.md");

    private CodexModel() {}

    static void write(JsonGenerator json, Tier tier) throws IOException {
        json.writeStartObject();
        json.writeStringField("slug", tier.id().publicName());
        json.writeStringField("display_name", ModelsBody.displayName(tier));
        json.writeStringField("description", "The performance class " + tier.className() + ".");
        json.writeStringField("default_reasoning_level", "medium");
        json.writeArrayFieldStart("supported_reasoning_levels");
        for (var effort : EFFORTS) {
            json.writeStartObject();
            json.writeStringField("effort", effort);
            json.writeStringField("description", "Effort: " + effort);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("shell_type", "unified_exec");
        json.writeStringField("visibility", "list");
        json.writeBooleanField("supported_in_api", true);
        json.writeNumberField("priority", tier.id().digit());
        json.writeStringField("base_instructions", INSTRUCTIONS);
        // Codex asks for an effort only if this is true.
        json.writeBooleanField("supports_reasoning_summaries", true);
        json.writeBooleanField("support_verbosity", false);
        json.writeStringField("apply_patch_tool_type", "freeform");
        json.writeObjectFieldStart("truncation_policy");
        json.writeStringField("mode", "tokens");
        json.writeNumberField("limit", TOOL_OUTPUT_TOKENS);
        json.writeEndObject();
        json.writeBooleanField("supports_parallel_tool_calls", true);
        json.writeNumberField("context_window", tier.limits().contextTokens());
        json.writeArrayFieldStart("experimental_supported_tools");
        json.writeEndArray();
        json.writeArrayFieldStart("input_modalities");
        json.writeString("text");
        if (ModelsBody.seesImages(tier)) {
            json.writeString("image");
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String read(String resource) {
        try (var in = Objects.requireNonNull(CodexModel.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("A resource of this package cannot be read", e);
        }
    }
}
