package ai.tierup.bench.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.Optional;

/**
 * A request as it is sent.
 *
 * @param body empty for a GET
 * @param idempotencyKey empty for none
 */
record SoakRequest(String path, String key, String body, Optional<String> idempotencyKey, ClientHabit habit) {

    static SoakRequest reading(String path, String key) {
        return new SoakRequest(path, key, "", Optional.empty(), ClientHabit.READS_ALL);
    }

    static SoakRequest posting(String path, String key, String body, ClientHabit habit) {
        return new SoakRequest(path, key, body, Optional.empty(), habit);
    }

    SoakRequest withIdempotencyKey(String idempotency) {
        return new SoakRequest(path, key, body, Optional.of(idempotency), habit);
    }

    /** Its bytes: all of them, or those that a client sends that gives up in the middle. */
    byte[] bytes(URI service) {
        var content = body.getBytes(UTF_8);
        var head = new StringBuilder(content.length == 0 ? "GET " : "POST ")
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(service.getAuthority())
                .append("\r\nAuthorization: Bearer ")
                .append(key)
                .append("\r\nConnection: close\r\n");
        if (content.length > 0) {
            head.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(content.length)
                    .append("\r\n");
        }
        idempotencyKey.ifPresent(
                value -> head.append("Idempotency-Key: ").append(value).append("\r\n"));
        var all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        all.write(content, 0, habit == ClientHabit.SENDS_HALF ? content.length / 2 : content.length);
        return all.toByteArray();
    }
}
