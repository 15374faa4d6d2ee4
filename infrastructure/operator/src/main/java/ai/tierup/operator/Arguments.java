package ai.tierup.operator;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.operator.Operator;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses the arguments that several commands share. */
final class Arguments {

    /** Stricter than Java's number format: an exponent, as in 1e3, is more likely a typing error than a thousand. */
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,9}([.][0-9]{1,9})?");

    private Arguments() {}

    /** The person who runs the command, by the user name on this machine. */
    static Operator operator() {
        return new Operator(System.getProperty("user.name"));
    }

    /** Parses an amount in dollars; empty if {@code text} is not one. */
    static Optional<Money> amount(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Money.ofUsd(text));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Parses a UTC day; empty if {@code text} is not one. Java would take years of ten digits. */
    static Optional<LocalDate> day(String text) {
        try {
            return text.length() == "YYYY-MM-DD".length() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
