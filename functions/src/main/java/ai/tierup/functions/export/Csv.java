package ai.tierup.functions.export;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines of comma-separated values as in RFC 4180. Spreadsheets take a text that begins with certain characters for a formula, which could
 * send the other cells to somebody else. Such a text gets an apostrophe in front, and is then shown as it is.
 */
final class Csv {

    private static final String BEGIN_FORMULAS = "=+-@\t\r\n";
    private static final String NEED_QUOTES = ",\"\r\n";

    private Csv() {}

    static String line(List<? extends @Nullable Object> values) {
        return values.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> quoted(harmless(text));
            default -> value.toString();
        };
    }

    private static String harmless(String text) {
        return !text.isEmpty() && BEGIN_FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(character -> NEED_QUOTES.indexOf(character) >= 0)
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
