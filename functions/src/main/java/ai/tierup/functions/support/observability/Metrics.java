package ai.tierup.functions.support.observability;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * A group of metrics with common dimensions, in CloudWatch's embedded metric format.
 *
 * @param dimensionSets sets of dimensions; a set is left out of a line that lacks one of its fields
 * @param measures fields with a unit
 */
record Metrics(List<List<LogField>> dimensionSets, List<LogField> measures) {

    private static final String NAMESPACE = "TierUp";

    Metrics {
        dimensionSets = List.copyOf(dimensionSets);
        measures = List.copyOf(measures);
    }

    /** Returns metrics for the whole stage and by {@code field}. */
    static Metrics overallAndBy(LogField field, LogField... measures) {
        return new Metrics(List.of(List.of(LogField.STAGE), List.of(LogField.STAGE, field)), List.of(measures));
    }

    /** Returns metrics by {@code field} only, where a sum over all values would mean nothing. */
    static Metrics by(LogField field, LogField... measures) {
        return new Metrics(List.of(List.of(LogField.STAGE, field)), List.of(measures));
    }

    /** Returns the part of these metrics that a line with the fields {@code present} can have. */
    Metrics presentIn(Set<LogField> present) {
        return new Metrics(
                dimensionSets.stream().filter(present::containsAll).toList(),
                measures.stream().filter(present::contains).toList());
    }

    boolean isEmpty() {
        return dimensionSets.isEmpty() || measures.isEmpty();
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("Namespace", NAMESPACE);
        json.writeArrayFieldStart("Dimensions");
        for (var set : dimensionSets) {
            json.writeStartArray();
            for (var field : set) {
                json.writeString(field.jsonName());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        for (var measure : measures) {
            var unit = measure.unit();
            if (unit == null) {
                throw new IllegalStateException(measure + " has no unit");
            }
            json.writeStartObject();
            json.writeStringField("Name", measure.jsonName());
            json.writeStringField("Unit", unit.cloudWatchName());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
