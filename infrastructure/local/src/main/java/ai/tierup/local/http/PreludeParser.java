package ai.tierup.local.http;

import ai.tierup.api.JsonFactories;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The output stream of a stream handler. Like API Gateway, it removes the JSON prelude and the eight NUL bytes after it, passes on the
 * head, and then the body at each flush. It fails if the delimiter does not come within the first 16 KB.
 */
final class PreludeParser extends OutputStream {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactories.standard());
    private static final int DELIMITER_LENGTH = 8;
    private static final int MAX_PRELUDE_BYTES = 16 * 1024;

    private final Client client;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private @Nullable Head head;
    private int nuls;

    PreludeParser(Client client) {
        this.client = client;
    }

    /** Status and headers of an answer. */
    record Head(int status, Map<String, String> headers) {}

    /** Receives the parsed answer. */
    interface Client {

        void head(Head head) throws IOException;

        void body(byte[] bytes) throws IOException;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        var next = offset;
        while (head == null && next < offset + length) {
            take(bytes[next++]);
        }
        pending.write(bytes, next, offset + length - next);
    }

    private void take(byte b) throws IOException {
        if (b != 0) {
            if (nuls > 0 || pending.size() >= MAX_PRELUDE_BYTES) {
                throw new IOException("The answer has no prelude that ends in eight NUL bytes");
            }
            pending.write(b);
        } else if (++nuls == DELIMITER_LENGTH) {
            head = parse(pending.toByteArray());
            pending.reset();
            client.head(head);
        }
    }

    @Override
    public void flush() throws IOException {
        if (head != null && pending.size() > 0) {
            client.body(pending.toByteArray());
            pending.reset();
        }
    }

    private static Head parse(byte[] prelude) throws IOException {
        JsonNode json = JSON.readTree(prelude);
        var headers = new LinkedHashMap<String, String>();
        json.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new Head(json.path("statusCode").asInt(), headers);
    }
}
