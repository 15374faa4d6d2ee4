package ai.tierup.functions.tiers;

import ai.tierup.domain.status.FirstTokens;
import ai.tierup.domain.status.Incident;
import ai.tierup.domain.status.IncidentUpdate;
import ai.tierup.domain.status.ServiceDay;
import ai.tierup.domain.status.TierDay;
import ai.tierup.domain.tier.TierId;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code status} object of the API: the incidents, and each of the last days with its requests.
 *
 * @param incidents the newest first
 */
record StatusBody(
        Instant asOf, LocalDate from, LocalDate to, Map<LocalDate, ServiceDay> days, List<Incident> incidents) {

    private static final int MEDIAN = 50;
    private static final int MOST = 95;

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "status");
        json.writeStringField("as_of", asOf.toString());
        json.writeArrayFieldStart("incidents");
        for (var incident : incidents) {
            write(json, incident);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("days");
        for (var day = to; !day.isBefore(from); day = day.minusDays(1)) {
            write(json, day, days.getOrDefault(day, ServiceDay.NONE));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Incident incident) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", incident.id().toString());
        json.writeStringField("title", incident.title());
        json.writeStringField("opened_at", incident.openedAt().toString());
        json.writeStringField(
                "resolved_at", incident.resolvedAt().map(Instant::toString).orElse(null));
        json.writeArrayFieldStart("updates");
        for (var update : incident.updates()) {
            write(json, update);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, IncidentUpdate update) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", update.at().toString());
        json.writeStringField("text", update.text());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, LocalDate day, ServiceDay counts) throws IOException {
        json.writeStartObject();
        json.writeStringField("day", day.toString());
        json.writeNumberField("answered", counts.answered());
        json.writeNumberField("failed", counts.failed());
        write(json, "failures", counts.failures());
        write(json, "refusals", counts.refusals());
        json.writeObjectFieldStart("tiers");
        for (var tier : TierId.values()) {
            json.writeFieldName(tier.publicName());
            write(json, counts.tiers().getOrDefault(tier, TierDay.NONE));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (var count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, TierDay tier) throws IOException {
        json.writeStartObject();
        json.writeNumberField("answered", tier.answered());
        json.writeNumberField("failed", tier.failed());
        write(json, "first_token_p50_ms", within(tier.firstTokens(), MEDIAN));
        write(json, "first_token_p95_ms", within(tier.firstTokens(), MOST));
        json.writeEndObject();
    }

    private static @Nullable Duration within(FirstTokens times, int percent) {
        return times.within(percent).orElse(null);
    }

    private static void write(JsonGenerator json, String name, @Nullable Duration time) throws IOException {
        json.writeFieldName(name);
        if (time == null) {
            json.writeNull();
        } else {
            json.writeNumber(time.toMillis());
        }
    }
}
