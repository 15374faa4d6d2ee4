package ai.tierup.functions.support.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/** Status and headers as API Gateway takes them. */
final class AnswerHeadJson {

    private AnswerHeadJson() {}

    /** Writes both fields into the object that is open. */
    static void write(JsonGenerator json, int status, Map<String, String> headers) throws IOException {
        json.writeNumberField("statusCode", status);
        json.writeObjectFieldStart("headers");
        for (var header : headers.entrySet()) {
            json.writeStringField(header.getKey(), header.getValue());
        }
        json.writeEndObject();
    }
}
