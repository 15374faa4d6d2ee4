package ai.tierup.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes an error as {@code {"error":{"message","type","param","code"}}}. */
public final class ErrorBody {

    private ErrorBody() {}

    public static byte[] write(ApiError error) {
        return write(error, error.code().publicName());
    }

    /** @param code an API's own name of the error's code */
    public static byte[] write(ApiError error, String code) {
        return JsonBytes.of(json -> write(json, error, code));
    }

    public static void write(JsonGenerator json, ApiError error) throws IOException {
        write(json, error, error.code().publicName());
    }

    private static void write(JsonGenerator json, ApiError error, String code) throws IOException {
        json.writeStartObject();
        json.writeFieldName("error");
        writeError(json, error, code);
        json.writeEndObject();
    }

    /** Writes only the object in {@code error}. */
    public static void writeError(JsonGenerator json, ApiError error, String code) throws IOException {
        json.writeStartObject();
        json.writeStringField("message", error.message());
        json.writeStringField("type", error.code().typeName());
        json.writeStringField("param", error.param());
        json.writeStringField("code", code);
        json.writeEndObject();
    }
}
