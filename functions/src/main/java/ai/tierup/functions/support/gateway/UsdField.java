package ai.tierup.functions.support.gateway;

import ai.tierup.api.ApiError;
import ai.tierup.api.ApiErrors;
import ai.tierup.api.StrictJson;
import ai.tierup.domain.money.Money;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field of a request body with an amount in dollars: a number, or a string with a decimal, which is read without rounding.
 *
 * @param advice sentence for the client on what to send
 * @param allowed accepts valid amounts; the amount passed to it may be negative
 * @param valueOfNull amount for a null in the body; null if a null is invalid
 */
public record UsdField(
        String name,
        String advice,
        Predicate<Money> allowed,
        @Nullable Money valueOfNull) {

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,9})?");

    public UsdField(String name, String advice, Predicate<Money> allowed) {
        this(name, advice, allowed, null);
    }

    /** The result of reading a body. */
    public sealed interface Read {}

    /** @param money an allowed amount */
    public record Amount(Money money) implements Read {}

    public record Invalid(ApiError error) implements Read {}

    public Read read(byte[] body) {
        return switch (StrictJson.readObject(body)) {
            case StrictJson.Invalid(var error) -> new Invalid(error);
            case StrictJson.Parsed(var json) -> read(json);
        };
    }

    /** Reads the field of a body that was parsed before. */
    public Read read(JsonNode json) {
        var value = json.get(name);
        if (value == null) {
            return new Invalid(ApiErrors.missingField(name, advice));
        }
        if (value.isNull() && valueOfNull != null) {
            return new Amount(valueOfNull);
        }
        return exact(value)
                .filter(allowed)
                .<Read>map(Amount::new)
                .orElseGet(() -> new Invalid(ApiErrors.invalidValue(name, advice)));
    }

    private static Optional<Money> exact(JsonNode value) {
        if (!value.isNumber() && !isDecimal(value)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Money.ofUsd(value.asText()));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Narrower than a JSON number: a string with an exponent or a sign is more likely a mistake. */
    private static boolean isDecimal(JsonNode value) {
        return value.isTextual() && DECIMAL.matcher(value.textValue()).matches();
    }
}
