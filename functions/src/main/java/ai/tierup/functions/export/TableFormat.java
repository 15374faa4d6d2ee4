package ai.tierup.functions.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.JsonBytes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file format of tables. */
enum TableFormat {
    /** Comma-separated values as in RFC 4180, with a header. */
    CSV("text/csv; charset=utf-8") {
        @Override
        byte[] header(List<String> columns) {
            return Csv.line(columns).getBytes(UTF_8);
        }

        @Override
        byte[] row(List<String> columns, List<@Nullable Object> values) {
            return Csv.line(values).getBytes(UTF_8);
        }
    },

    /** JSON Lines: one object for each row. */
    JSONL("application/jsonl") {
        @Override
        byte[] header(List<String> columns) {
            return new byte[0];
        }

        @Override
        byte[] row(List<String> columns, List<@Nullable Object> values) {
            return JsonBytes.of(json -> {
                json.writeStartObject();
                for (var i = 0; i < columns.size(); i++) {
                    json.writeFieldName(columns.get(i));
                    json.writeObject(values.get(i));
                }
                json.writeEndObject();
                json.writeRaw('\n');
            });
        }
    };

    private final String contentType;

    TableFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** Returns its name in requests, which is also the extension of its files. */
    String publicName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns what precedes the first row. */
    abstract byte[] header(List<String> columns);

    /** @param values texts, whole numbers, truth values or null, one for each column */
    abstract byte[] row(List<String> columns, List<@Nullable Object> values);

    static Optional<TableFormat> named(String publicName) {
        return Arrays.stream(values())
                .filter(format -> format.publicName().equals(publicName))
                .findFirst();
    }
}
