package ai.tierup.simulators.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The expression attribute names and values of a request. Each must be used, and each that is used must be defined. */
final class Placeholders {

    private static final Set<String> RESERVED_WORDS = reservedWords();

    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Set<String> used = new HashSet<>();

    Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
        this.names = names;
        this.values = values;
        values.values().forEach(StoredForm::of);
    }

    /** The attribute that {@code token} names directly or through a placeholder. */
    String name(String token) {
        if (!token.startsWith("#")) {
            if (!Character.isLetter(token.charAt(0))) {
                throw Errors.validation("Syntax error at " + token);
            }
            if (RESERVED_WORDS.contains(token.toLowerCase(Locale.ROOT))) {
                throw Errors.validation("Attribute name is a reserved keyword; reserved keyword: " + token);
            }
            return token;
        }
        used.add(token);
        var name = names.get(token);
        if (name == null) {
            throw Errors.validation("An expression attribute name used in the document path is not defined: " + token);
        }
        return name;
    }

    AttributeValue value(String token) {
        used.add(token);
        var value = values.get(token);
        if (value == null) {
            throw Errors.validation("An expression attribute value used in expression is not defined: " + token);
        }
        return StoredForm.of(value);
    }

    /** Checks that all placeholders were used. Call it after all expressions of the request have been parsed. */
    void expectAllUsed() {
        if (!used.containsAll(names.keySet()) || !used.containsAll(values.keySet())) {
            throw Errors.validation("Value provided in ExpressionAttributeValues or Names unused in expressions");
        }
    }

    private static Set<String> reservedWords() {
        try (var list = Placeholders.class.getResourceAsStream("reserved-words")) {
            return Set.of(new String(list.readAllBytes(), StandardCharsets.UTF_8).split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
