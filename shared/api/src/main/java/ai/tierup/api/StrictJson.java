package ai.tierup.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Reads a body that must be one JSON object in UTF-8, without duplicate keys, trailing data or more than 64 levels of nesting. */
public final class StrictJson {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_NAME_LENGTH = 1000;
    private static final int DECODED_CHARACTERS = 1024;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactories.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StrictJson() {}

    /** The result of reading a body: the JSON or an error. */
    public sealed interface Result {}

    /** @param json an object */
    public record Parsed(JsonNode json) implements Result {}

    public record Invalid(ApiError error) implements Result {}

    public static Result readObject(byte[] body) {
        if (!isUtf8(body)) {
            return invalid("The body is not valid UTF-8.");
        }
        try {
            var json = MAPPER.readTree(body);
            return json.isObject() ? new Parsed(json) : invalid("The body must be a JSON object.");
        } catch (StreamConstraintsException e) {
            return invalid("The JSON is nested more than 64 levels deep, or a name or number in it is too long.");
        } catch (JsonProcessingException e) {
            var message = e.getOriginalMessage();
            if (message != null && message.startsWith("Duplicate field")) {
                return invalid("The JSON contains a duplicate key.");
            }
            var place = e.getLocation();
            return invalid(
                    place == null
                            ? "The body is not valid JSON."
                            : "The body is not valid JSON. The error is at line %d, column %d."
                                    .formatted(place.getLineNr(), place.getColumnNr()));
        } catch (NumberFormatException e) {
            return invalid("A number in the JSON is too large.");
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    /**
     * Reads a body.
     *
     * @throws BadRequest if it is no object
     */
    public static JsonNode object(byte[] body) {
        return switch (readObject(body)) {
            case Invalid(var error) -> throw new BadRequest(error);
            case Parsed(var json) -> json;
        };
    }

    /** Returns an object as text, with another text in one of its fields. */
    public static String with(JsonNode object, String field, String text) {
        var changed = ((ObjectNode) object).objectNode().setAll((ObjectNode) object);
        ((ObjectNode) changed).put(field, text);
        try {
            // Escaped, because a lone surrogate cannot be written otherwise. It is found when the text is read.
            return MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(changed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Parsed JSON could not be written", e);
        }
    }

    /** Returns a value as compact text, with its numbers as they were sent. */
    static String compact(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Parsed JSON could not be written", e);
        }
    }

    private static Result invalid(String advice) {
        return new Invalid(ApiErrors.invalidJson(advice));
    }

    private static boolean isUtf8(byte[] body) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var bytes = ByteBuffer.wrap(body);
        // Only the result of decoding is of interest, so its characters are overwritten.
        var characters = CharBuffer.allocate(DECODED_CHARACTERS);
        var result = decoder.decode(bytes, characters, true);
        while (result.isOverflow()) {
            characters.clear();
            result = decoder.decode(bytes, characters, true);
        }
        return !result.isError();
    }
}
