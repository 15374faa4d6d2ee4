package ai.tierup.operator;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.operator.Operator;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what the commands have in common. */
final class Arguments {

    /** Narrower than Java's own form, because nobody means a thousand by 1e3. */
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,9}([.][0-9]{1,9})?");

    private Arguments() {}

    /** The person who runs the command: the user of this machine. */
    static Operator who() {
        return new Operator(System.getProperty("user.name"));
    }

    /** An amount in dollars; empty when {@code text} is none. */
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

    /** A UTC day; empty when {@code text} is none. */
    static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
