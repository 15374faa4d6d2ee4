package ai.tierup.functions.models;

import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierMapping;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Writes the tiers as models, in one object for the clients of OpenAI and Anthropic and for Codex: each reads its fields and ignores the
 * others. All have the same date and owner, so those reveal nothing about a model.
 */
final class ModelsBody {

    /** The day the tiers were first sold. */
    private static final Instant CREATED_AT = Instant.parse("2026-11-24T00:00:00Z");

    private ModelsBody() {}

    static void writeList(JsonGenerator json, TierMapping mapping) throws IOException {
        var tiers = List.copyOf(mapping.inOrder());
        json.writeStartObject();
        json.writeStringField("object", "list");
        json.writeArrayFieldStart("data");
        for (var tier : tiers) {
            write(json, tier);
        }
        json.writeEndArray();
        json.writeBooleanField("has_more", false);
        json.writeStringField("first_id", tiers.getFirst().id().publicName());
        json.writeStringField("last_id", tiers.getLast().id().publicName());
        json.writeArrayFieldStart("models");
        for (var tier : tiers) {
            CodexModel.write(json, tier);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void write(JsonGenerator json, Tier tier) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", tier.id().publicName());
        json.writeStringField("object", "model");
        json.writeNumberField("created", CREATED_AT.getEpochSecond());
        json.writeStringField("owned_by", "tierup");
        json.writeStringField("type", "model");
        json.writeStringField("display_name", displayName(tier));
        json.writeStringField("created_at", CREATED_AT.toString());
        json.writeNumberField("max_input_tokens", tier.limits().contextTokens());
        json.writeNumberField("max_tokens", tier.limits().maxOutputTokens());
        json.writeNullField("capabilities");
        json.writeStringField("lifecycle", "active");
        json.writeNullField("line");
        json.writeNullField("deprecated_at");
        json.writeNullField("retires_at");
        json.writeEndObject();
    }

    static String displayName(Tier tier) {
        return "Tier " + tier.id().digit() + " (" + tier.className() + ")";
    }

    static boolean seesImages(Tier tier) {
        return tier.capabilities().contains(Capability.VISION);
    }
}
