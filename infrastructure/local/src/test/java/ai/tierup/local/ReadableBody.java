package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Writes a body into a line of a recording, in a form that is readable and unambiguous. It writes {@code json} or {@code events} if
 * these can be written back to the same bytes, and {@code text} otherwise. Of a long body it writes the length and the hash.
 */
final class ReadableBody {

    /** A mapper that keeps numbers exactly as they are written. */
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int MAX_CHARACTERS = 10_000;
    private static final String DATA = "data: ";
    private static final String END = "\n\n";

    private ReadableBody() {}

    static void put(ObjectNode into, String body) {
        if (body.length() > MAX_CHARACTERS) {
            into.setAll(hashed(body));
            return;
        }
        json(body)
                .ifPresentOrElse(
                        json -> into.set("json", json),
                        () -> events(body)
                                .ifPresentOrElse(events -> into.set("events", events), () -> into.put("text", body)));
    }

    /** The length and the hash of a text that is too long to read. */
    static ObjectNode hashed(String text) {
        return JSON.createObjectNode().put("characters", text.length()).put("sha256", sha256(text));
    }

    /** The compact text of {@code json}. */
    static String text(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was read cannot be written", e);
        }
    }

    private static Optional<JsonNode> json(String text) {
        try {
            var json = JSON.readTree(text);
            return json.isContainerNode() && text(json).equals(text) ? Optional.of(json) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> events(String body) {
        if (!body.startsWith(DATA) || !body.endsWith(END)) {
            return Optional.empty();
        }
        var events = JSON.createArrayNode();
        for (var event : body.substring(0, body.length() - END.length()).split(END, -1)) {
            var json = event.startsWith(DATA) ? json(event.substring(DATA.length())) : Optional.<JsonNode>empty();
            if (json.isPresent()) {
                events.add(json.get());
            } else {
                events.add(event);
            }
        }
        return Optional.of(events);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }
}
