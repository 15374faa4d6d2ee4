package ai.tierup.operator.grading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the JSON of answers, and compares it. */
final class Json {

    private static final Pattern FENCE = Pattern.compile("(?s)```(?:json)?\\s*\\n(.*?)\\n?```");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /** Returns the JSON of a text, which may stand in a code fence; empty if it is not JSON. */
    static Optional<JsonNode> read(String text) {
        var fence = FENCE.matcher(text.strip());
        try {
            var json = MAPPER.readTree(fence.matches() ? fence.group(1) : text);
            return json.isMissingNode() ? Optional.empty() : Optional.of(json);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Returns whether two values say the same: 1 and 1.0 are equal, and white space around texts does not count. */
    static boolean equal(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one.isTextual() && other.isTextual()) {
            return one.textValue().strip().equals(other.textValue().strip());
        }
        if (one.isArray() && other.isArray()) {
            return equalElements(one, other);
        }
        if (one.isObject() && other.isObject()) {
            return equalFields(one, other);
        }
        return one.equals(other);
    }

    private static boolean equalElements(JsonNode one, JsonNode other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (var i = 0; i < one.size(); i++) {
            if (!equal(one.path(i), other.path(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalFields(JsonNode one, JsonNode other) {
        return one.size() == other.size()
                && one.properties().stream()
                        .allMatch(field ->
                                other.has(field.getKey()) && equal(field.getValue(), other.path(field.getKey())));
    }

    static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
