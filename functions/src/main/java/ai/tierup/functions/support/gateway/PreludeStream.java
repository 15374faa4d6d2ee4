package ai.tierup.functions.support.gateway;

import ai.tierup.api.JsonBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * An HTTP answer in the form that API Gateway streams: a JSON prelude with status and headers, eight NUL bytes, the body. A client
 * that is gone is no error: what is written to it is dropped, so that the request can be drained and billed to its end.
 */
final class PreludeStream implements HttpOutput {

    private static final byte[] DELIMITER = new byte[8];

    private final OutputStream out;
    private boolean gone;

    PreludeStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void head(int status, Map<String, String> headers) {
        write(JsonBytes.of(json -> {
            json.writeStartObject();
            AnswerHeadJson.write(json, status, headers);
            json.writeEndObject();
        }));
        write(DELIMITER);
    }

    @Override
    public void write(byte[] bytes) {
        if (!gone) {
            try {
                out.write(bytes);
            } catch (IOException e) {
                gone = true;
            }
        }
    }

    @Override
    public void flush() {
        if (!gone) {
            try {
                out.flush();
            } catch (IOException e) {
                gone = true;
            }
        }
    }

    /** The stream is the runtime's, which closes it when the handler returns. */
    @Override
    public void end() {
        flush();
    }
}
