package ai.tierup.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes JSON as UTF-8. Characters beyond the basic plane are not escaped. */
public final class JsonBytes {

    private static final JsonFactory FACTORY = JsonFactories.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private static final int TYPICAL_SIZE = 512;

    private JsonBytes() {}

    /** Writes one JSON value. */
    @FunctionalInterface
    public interface Content {

        void write(JsonGenerator json) throws IOException;
    }

    public static byte[] of(Content content) {
        var bytes = new ByteArrayOutputStream(TYPICAL_SIZE);
        write(bytes, content);
        return bytes.toByteArray();
    }

    public static void write(ByteArrayOutputStream bytes, Content content) {
        try (var json = FACTORY.createGenerator(bytes)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
    }
}
