package ai.tierup.functions.keys;

import ai.tierup.api.Field;
import ai.tierup.domain.account.Pace;
import ai.tierup.domain.account.PaceLimits;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;

/** The fields of a key's soft limits. */
final class PaceFields {

    private static final long MAX = 1_000_000_000;

    private PaceFields() {}

    private static String name(Pace pace) {
        return switch (pace) {
            case REQUESTS_PER_MINUTE -> "requests_per_minute";
            case TOKENS_PER_MINUTE -> "tokens_per_minute";
            case CONCURRENT_REQUESTS -> "concurrent_requests";
        };
    }

    static List<String> names() {
        return Arrays.stream(Pace.values()).map(PaceFields::name).toList();
    }

    /**
     * Returns the limits in a body. One that is missing stays as it is, and null removes one.
     *
     * @throws ai.tierup.api.BadRequest if a limit is invalid
     */
    static PaceLimits read(JsonNode json, PaceLimits current) {
        var limits = new EnumMap<Pace, Long>(Pace.class);
        limits.putAll(current.max());
        var fields = new Field(json, "");
        for (var pace : Pace.values()) {
            var field = fields.at(name(pace));
            if (field.isPresent()) {
                limits.put(pace, field.wholeNumber(1, MAX));
            } else if (json.has(name(pace))) {
                limits.remove(pace);
            }
        }
        return new PaceLimits(limits);
    }

    static void write(JsonGenerator json, PaceLimits limits) throws IOException {
        for (var pace : Pace.values()) {
            var limit = limits.of(pace);
            if (limit.isPresent()) {
                json.writeNumberField(name(pace), limit.getAsLong());
            } else {
                json.writeNullField(name(pace));
            }
        }
    }
}
