package ai.tierup.operator.console;

import java.util.List;
import java.util.Map;

/**
 * A form with which an operator does something.
 *
 * @param act the name under which it is sent
 * @param fixed values that the page decides, such as the account
 * @param fields values that the operator gives
 */
public record ActForm(String act, String title, Map<String, String> fixed, List<Field> fields) {

    /**
     * A value that the operator gives.
     *
     * @param isLong whether a text may take several lines
     * @param options the values to choose from; empty for a text
     */
    public record Field(String name, String label, boolean isLong, List<String> options) {

        /** A line of text, which must not be empty. */
        public static Field text(String name, String label) {
            return new Field(name, label, false, List.of());
        }

        /** A text of several lines, which must not be empty. They arrive as one. */
        public static Field longText(String name, String label) {
            return new Field(name, label, true, List.of());
        }

        /** One of several values. */
        public static Field choice(String name, String label, List<String> options) {
            return new Field(name, label, false, options);
        }
    }
}
