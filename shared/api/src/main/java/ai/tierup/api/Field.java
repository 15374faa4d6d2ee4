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
 * A value in a request and the path that errors name it by. Null stands for absent, as OpenAI has it. Every method that reads
 * throws {@link BadRequest} when the value is not what it has to be.
 *
 * @param json null when the field is absent
 */
public record Field(@Nullable JsonNode json, String path) {

    private static final int MAX_SHOWN_NAME_LENGTH = 64;

    public Field at(String name) {
        var value = json == null ? null : json.get(name);
        var shown = name.length() > MAX_SHOWN_NAME_LENGTH ? name.substring(0, MAX_SHOWN_NAME_LENGTH) : name;
        return new Field(value == null || value.isNull() ? null : value, path.isEmpty() ? shown : path + "." + shown);
    }

    public boolean isPresent() {
        return json != null;
    }

    /** The value itself. */
    public JsonNode node() {
        if (json == null) {
            throw new BadRequest(ApiErrors.missingField(path, "Send it."));
        }
        return json;
    }

    public BadRequest invalid(String advice) {
        return new BadRequest(ApiErrors.invalidValue(path, advice));
    }

    public BadRequest unsupported(String advice) {
        return new BadRequest(ApiErrors.unsupported(path, advice));
    }

    public Optional<Field> optional() {
        return json == null ? Optional.empty() : Optional.of(this);
    }

    public Field object() {
        if (!node().isObject()) {
            throw invalid("Send a JSON object.");
        }
        return this;
    }

    /** Calls {@code each} with every element, in order. */
    public void elements(int most, Consumer<Field> each) {
        if (!node().isArray()) {
            throw invalid("Send a JSON array.");
        }
        if (node().size() > most) {
            throw invalid("Send at most " + most + " elements.");
        }
        for (var i = 0; i < node().size(); i++) {
            var element = node().get(i);
            each.accept(new Field(element.isNull() ? null : element, path + "[" + i + "]"));
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

    public String text(int longest) {
        var text = text();
        if (text.length() > longest) {
            throw invalid("Send at most " + longest + " characters.");
        }
        return text;
    }

    /** One of {@code words}. */
    public String word(Set<String> words) {
        var text = text();
        if (!words.contains(text)) {
            throw invalid(
                    "Send one of " + String.join(", ", words.stream().sorted().toList()) + ".");
        }
        return text;
    }

    public boolean bool() {
        if (!node().isBoolean()) {
            throw invalid("Send true or false.");
        }
        return node().booleanValue();
    }

    /** A whole number; {@code 7.0} is one. */
    public long wholeNumber(long smallest, long largest) {
        try {
            if (node().isNumber()) {
                var number = node().decimalValue().longValueExact();
                if (number >= smallest && number <= largest) {
                    return number;
                }
            }
        } catch (ArithmeticException e) {
            throw notWhole(smallest, largest);
        }
        throw notWhole(smallest, largest);
    }

    private BadRequest notWhole(long smallest, long largest) {
        return invalid("Send a whole number from %d to %d.".formatted(smallest, largest));
    }

    public double number(double smallest, double largest) {
        if (node().isNumber()) {
            var number = node().decimalValue();
            if (number.compareTo(BigDecimal.valueOf(smallest)) >= 0
                    && number.compareTo(BigDecimal.valueOf(largest)) <= 0) {
                return number.doubleValue();
            }
        }
        throw invalid(String.format(Locale.ROOT, "Send a number from %s to %s.", smallest, largest));
    }

    /** Any JSON object, unread but for its size and its characters. */
    public JsonText opaqueObject(int mostBytes) {
        var text = StrictJson.compact(object().node());
        if (text.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
            throw invalid("Send at most " + mostBytes + " bytes of JSON.");
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
