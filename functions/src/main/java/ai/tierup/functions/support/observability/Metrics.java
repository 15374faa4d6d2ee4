package ai.tierup.functions.support.observability;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Which of a line's measures become metrics, in CloudWatch's embedded metric format.
 *
 * @param dimensionSets what they are told apart by; a set of which the line lacks a field is left out
 * @param measures each has a unit
 */
record Metrics(List<List<LogField>> dimensionSets, List<LogField> measures) {

    private static final String NAMESPACE = "TierUp";

    Metrics {
        dimensionSets = List.copyOf(dimensionSets);
        measures = List.copyOf(measures);
    }

    /** Of the stage as a whole, and by {@code field}. */
    static Metrics inAllAndBy(LogField field, LogField... measures) {
        return new Metrics(List.of(List.of(LogField.STAGE), List.of(LogField.STAGE, field)), List.of(measures));
    }

    /** By {@code field} alone: a sum over all would say nothing. */
    static Metrics by(LogField field, LogField... measures) {
        return new Metrics(List.of(List.of(LogField.STAGE, field)), List.of(measures));
    }

    /** These metrics of a line that has only the fields {@code present}. */
    Metrics of(Set<LogField> present) {
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
                throw new IllegalStateException(measure + " is no measure");
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
