package ai.tierup.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes an error as {@code {"error":{"message","type","param","code"}}}. */
public final class ErrorBody {

    private ErrorBody() {}

    public static byte[] write(ApiError error) {
        return JsonBytes.of(json -> write(json, error));
    }

    public static void write(JsonGenerator json, ApiError error) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("error");
        json.writeStringField("message", error.message());
        json.writeStringField("type", error.code().typeName());
        json.writeStringField("param", error.param());
        json.writeStringField("code", error.code().publicName());
        json.writeEndObject();
        json.writeEndObject();
    }
}
