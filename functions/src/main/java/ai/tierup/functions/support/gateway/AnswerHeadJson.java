package ai.tierup.functions.support.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/** Writes status and headers in the JSON form of API Gateway. */
final class AnswerHeadJson {

    private AnswerHeadJson() {}

    /** Writes both fields into the current object. */
    static void write(JsonGenerator json, int status, Map<String, String> headers) throws IOException {
        json.writeNumberField("statusCode", status);
        json.writeObjectFieldStart("headers");
        for (var header : headers.entrySet()) {
            json.writeStringField(header.getKey(), header.getValue());
        }
        json.writeEndObject();
    }
}
