package ai.tierup.functions.support.observability;

import ai.tierup.api.JsonBytes;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON object with {@link LogField}s. Its field {@code _aws} declares which of them are metrics. */
final class LogLine {

    private final Instant at;
    private final Map<LogField, Object> fields = new EnumMap<>(LogField.class);
    private final List<Metrics> metrics = new ArrayList<>();

    LogLine(Instant at, String stage, String event) {
        this.at = at;
        with(LogField.AT, at).with(LogField.EVENT, event).with(LogField.STAGE, stage);
    }

    /** Adds a field, unless its value is null. */
    LogLine with(LogField field, @Nullable Object value) {
        if (value != null) {
            fields.put(field, value);
        }
        return this;
    }

    LogLine withMetrics(Metrics added) {
        metrics.add(added);
        return this;
    }

    byte[] bytes() {
        return JsonBytes.of(json -> {
            json.writeStartObject();
            for (var field : fields.entrySet()) {
                json.writeFieldName(field.getKey().jsonName());
                switch (field.getValue()) {
                    case Long number -> json.writeNumber(number);
                    case Integer number -> json.writeNumber(number);
                    case Boolean flag -> json.writeBoolean(flag);
                    case Object text -> json.writeString(text.toString());
                }
            }
            writeMetrics(json);
            json.writeEndObject();
            json.writeRaw('\n');
        });
    }

    private void writeMetrics(JsonGenerator json) throws IOException {
        var present = metrics.stream()
                .map(some -> some.presentIn(fields.keySet()))
                .filter(some -> !some.isEmpty())
                .toList();
        if (present.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("_aws");
        json.writeNumberField("Timestamp", at.toEpochMilli());
        json.writeArrayFieldStart("CloudWatchMetrics");
        for (var some : present) {
            some.write(json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
