package ai.tierup.functions.support.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.JsonBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** An HTTP answer in API Gateway's buffered format: one JSON object with status, headers and the whole body. */
final class ProxyAnswer implements HttpOutput {

    private final OutputStream out;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;
    private Map<String, String> headers = Map.of();

    ProxyAnswer(OutputStream out) {
        this.out = out;
    }

    @Override
    public void head(int answerStatus, Map<String, String> answerHeaders) {
        status = answerStatus;
        headers = answerHeaders;
    }

    @Override
    public void write(byte[] bytes) {
        body.writeBytes(bytes);
    }

    @Override
    public void flush() {}

    @Override
    public boolean isStreamed() {
        return false;
    }

    @Override
    public void end() {
        try {
            out.write(JsonBytes.of(json -> {
                json.writeStartObject();
                AnswerHeadJson.write(json, status, headers);
                json.writeStringField("body", body.toString(UTF_8));
                json.writeBooleanField("isBase64Encoded", false);
                json.writeEndObject();
            }));
            out.flush();
        } catch (IOException e) {
            // The runtime no longer takes the answer, but the request is already settled.
        }
    }
}
