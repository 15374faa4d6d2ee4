package ai.tierup.functions.support.gateway;

import ai.tierup.api.JsonBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * An HTTP answer in API Gateway's streaming format: a JSON prelude with status and headers, eight NUL bytes, the body. After the client has
 * disconnected, writes are dropped without an error, so that the model's answer is still read to its end and billed.
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

    @Override
    public boolean isStreamed() {
        return true;
    }

    /** Flushes only. The runtime closes the stream when the handler returns. */
    @Override
    public void end() {
        flush();
    }
}
