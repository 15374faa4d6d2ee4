package ai.tierup.functions.gateway;

import ai.tierup.domain.money.Money;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** An amount of dollars as a client sends it: a number, or a decimal in a string, in which no digit is lost. */
public final class UsdAmount {

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,9})?");

    private UsdAmount() {}

    /** Empty when it is none, or cannot be told exactly. A number may be negative. */
    public static Optional<Money> read(JsonNode value) {
        if (!value.isNumber() && !isDecimal(value)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Money.ofUsd(value.asText()));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Looked at before it is reckoned with: Java reads a million digits for minutes. */
    private static boolean isDecimal(JsonNode value) {
        return value.isTextual() && DECIMAL.matcher(value.textValue()).matches();
    }
}
