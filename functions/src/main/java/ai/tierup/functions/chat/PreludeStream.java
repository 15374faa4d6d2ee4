package ai.tierup.functions.chat;

import ai.tierup.openai.JsonBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * An HTTP answer in the form that API Gateway streams: a JSON prelude with status and headers, eight NUL bytes, the body. A client
 * that is gone is no error: what is written to it is dropped, so that the request can be drained and billed to its end.
 */
final class PreludeStream {

    private static final byte[] DELIMITER = new byte[8];

    private final OutputStream out;
    private boolean gone;

    PreludeStream(OutputStream out) {
        this.out = out;
    }

    /** Sends status and headers. Once, and before the body. */
    void head(int status, Map<String, String> headers) {
        write(JsonBytes.of(json -> {
            json.writeStartObject();
            json.writeNumberField("statusCode", status);
            json.writeObjectFieldStart("headers");
            for (var header : headers.entrySet()) {
                json.writeStringField(header.getKey(), header.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }));
        write(DELIMITER);
    }

    void write(byte[] bytes) {
        if (!gone) {
            try {
                out.write(bytes);
            } catch (IOException e) {
                gone = true;
            }
        }
    }

    /** Makes everything written so far travel now. */
    void flush() {
        if (!gone) {
            try {
                out.flush();
            } catch (IOException e) {
                gone = true;
            }
        }
    }
}
