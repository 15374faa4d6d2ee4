package ai.tierup.openai;

import ai.tierup.api.JsonBytes;
import ai.tierup.domain.tier.TierId;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the tiers as OpenAI's model objects. All have the same date and owner, so those reveal nothing about a model. */
public final class ModelsWriter {

    /** 2026-11-24T00:00:00Z, the day the tiers were first sold. */
    private static final long CREATED_AT_EPOCH_SECOND = 1_795_478_400L;

    private ModelsWriter() {}

    public static byte[] list() {
        return JsonBytes.of(json -> {
            json.writeStartObject();
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("data");
            for (var tier : TierId.values()) {
                write(json, tier);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    public static byte[] model(TierId tier) {
        return JsonBytes.of(json -> write(json, tier));
    }

    private static void write(JsonGenerator json, TierId tier) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", tier.publicName());
        json.writeStringField("object", "model");
        json.writeNumberField("created", CREATED_AT_EPOCH_SECOND);
        json.writeStringField("owned_by", "tierup");
        json.writeEndObject();
    }
}
