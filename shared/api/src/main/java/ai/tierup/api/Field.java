package ai.tierup.api;

import ai.tierup.domain.conversation.JsonText;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A value in a request, with its path for error messages. As in OpenAI's API, null means absent. Methods that return a value throw
 * {@link BadRequest} if it is missing or invalid.
 *
 * @param json the value; null if the field is absent
 */
public record Field(@Nullable JsonNode json, String path) {

    private static final int MAX_NAME_LENGTH_IN_PATH = 64;

    public Field at(String name) {
        var value = json == null ? null : json.get(name);
        var shortName = WellFormedText.of(name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH_IN_PATH)));
        return new Field(
                value == null || value.isNull() ? null : value, path.isEmpty() ? shortName : path + "." + shortName);
    }

    public boolean isPresent() {
        return json != null;
    }

    /** Returns the value, which must be present. */
    public JsonNode node() {
        if (json == null) {
            throw new BadRequest(ApiErrors.missingField(path, "Send it."));
        }
        return json;
    }

    public BadRequest invalid(String advice) {
        return new BadRequest(ApiErrors.invalidValue(path, advice));
    }

    /**
     * Checks that an object has no other fields, where a misspelt one would be ignored to the customer's harm.
     *
     * @param advice which fields there are
     * @throws BadRequest if it has
     */
    public void requireOnly(Set<String> known, String advice) {
        if (json != null) {
            json.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    throw at(name).unsupported(advice);
                }
            });
        }
    }

    public BadRequest unsupported(String advice) {
        return new BadRequest(ApiErrors.unsupported(path, advice));
    }

    public Optional<Field> optional() {
        return json == null ? Optional.empty() : Optional.of(this);
    }

    /** Returns the field unless it asks for nothing: absent or null, or an empty string, array or object. */
    public Optional<Field> nonEmpty() {
        return optional().filter(present -> {
            var value = present.node();
            return value.isTextual() ? !value.textValue().isEmpty() : !value.isContainerNode() || !value.isEmpty();
        });
    }

    public Field object() {
        if (!node().isObject()) {
            throw invalid("Send a JSON object.");
        }
        return this;
    }

    /** Passes each element of an array to {@code action}, in order. */
    public void elements(int maxSize, Consumer<Field> action) {
        if (!node().isArray()) {
            throw invalid("Send a JSON array.");
        }
        if (node().size() > maxSize) {
            throw invalid("Send at most " + maxSize + " elements.");
        }
        for (var i = 0; i < node().size(); i++) {
            var element = node().get(i);
            action.accept(new Field(element.isNull() ? null : element, path + "[" + i + "]"));
        }
    }

    public String text() {
        if (!node().isTextual()) {
            throw invalid("Send a string.");
        }
        var text = node().textValue();
        if (text.indexOf('\0') >= 0) {
            throw invalid("Send text without NUL characters.");
        }
        if (!isWellFormed(text)) {
            throw invalid("Send valid Unicode. The text has a lone surrogate.");
        }
        return text;
    }

    public String text(int maxLength) {
        var text = text();
        if (text.length() > maxLength) {
            throw invalid("Send at most " + maxLength + " characters.");
        }
        return text;
    }

    /** Returns a string that is one of {@code values}. */
    public String oneOf(Set<String> values) {
        var text = text();
        if (!values.contains(text)) {
            throw invalid(
                    "Send one of " + String.join(", ", values.stream().sorted().toList()) + ".");
        }
        return text;
    }

    public boolean bool() {
        if (!node().isBoolean()) {
            throw invalid("Send true or false.");
        }
        return node().booleanValue();
    }

    /** Returns a whole number; {@code 7.0} counts as one. */
    public long wholeNumber(long min, long max) {
        try {
            if (node().isNumber()) {
                var number = node().decimalValue().longValueExact();
                if (number >= min && number <= max) {
                    return number;
                }
            }
        } catch (ArithmeticException e) {
            throw notWhole(min, max);
        }
        throw notWhole(min, max);
    }

    private BadRequest notWhole(long min, long max) {
        return invalid("Send a whole number from %d to %d.".formatted(min, max));
    }

    public double number(double min, double max) {
        if (node().isNumber()) {
            var number = node().decimalValue();
            if (number.compareTo(BigDecimal.valueOf(min)) >= 0 && number.compareTo(BigDecimal.valueOf(max)) <= 0) {
                return number.doubleValue();
            }
        }
        throw invalid(String.format(Locale.ROOT, "Send a number from %s to %s.", min, max));
    }

    /** Returns any JSON object as text, after checking only its size and its characters. */
    public JsonText opaqueObject(int maxBytes) {
        var text = StrictJson.compact(object().node());
        if (text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw invalid("Send at most " + maxBytes + " bytes of JSON.");
        }
        if (!isWellFormed(text)) {
            throw invalid("Send valid Unicode. The text has a lone surrogate.");
        }
        if (hasNul(node())) {
            throw invalid("Send text without NUL characters.");
        }
        return new JsonText(text);
    }

    private static boolean hasNul(JsonNode json) {
        for (var child : json) {
            if (hasNul(child)) {
                return true;
            }
        }
        return json.asText().indexOf('\0') >= 0
                || json.properties().stream()
                        .anyMatch(property -> property.getKey().indexOf('\0') >= 0);
    }

    private static boolean isWellFormed(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
