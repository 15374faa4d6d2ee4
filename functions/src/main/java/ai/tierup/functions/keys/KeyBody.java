package ai.tierup.functions.keys;

import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.keys.UsedKey;
import ai.tierup.domain.tier.TierId;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The {@code api_key} object of the API. */
public final class KeyBody {

    private KeyBody() {}

    public static void write(JsonGenerator json, UsedKey used, Instant now) throws IOException {
        json.writeStartObject();
        writeFields(json, used, now);
        json.writeEndObject();
    }

    /** Writes a new key with its secret, which is shown only here. */
    public static void write(JsonGenerator json, UsedKey used, ApiKeySecret secret, Instant now) throws IOException {
        json.writeStartObject();
        writeFields(json, used, now);
        json.writeStringField("key", secret.reveal());
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, UsedKey used, Instant now) throws IOException {
        var listed = used.listed();
        var key = listed.key();
        var rights = key.rights();
        var tiers = rights.allowedTiers();
        json.writeStringField("object", "api_key");
        json.writeStringField("id", key.id().value());
        json.writeStringField("name", key.name());
        var team = rights.team();
        text(json, "team", team == null ? null : team.name());
        names(json, "scopes", rights.scopes().stream().map(Scope::publicName).toList());
        if (tiers == null) {
            json.writeNullField("allowed_tiers");
        } else {
            names(json, "allowed_tiers", tiers.stream().map(TierId::publicName).toList());
        }
        LimitFields.write(json, rights.limits());
        PaceFields.write(json, rights.pace());
        text(json, "expires_at", rights.expiresAt());
        text(json, "created_at", key.createdAt());
        text(json, "revoked_at", listed.revokedAt());
        text(json, "last_used_at", used.lastUsedAt());
        json.writeStringField("prefix", key.shownPrefix());
        json.writeStringField("status", listed.statusAt(now).name().toLowerCase(Locale.ROOT));
    }

    private static void names(JsonGenerator json, String field, Collection<String> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (var name : names.stream().sorted().toList()) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String field, @Nullable Object value) throws IOException {
        json.writeFieldName(field);
        json.writeString(value == null ? null : value.toString());
    }
}
