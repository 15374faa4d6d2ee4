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
 * An amount of dollars in a body, {@code {"<name>": amount}}: a number, or a decimal in a string, in which no digit is lost.
 *
 * @param advice a sentence on what to send
 * @param allowed whether an amount, which may be negative, makes sense
 * @param ofNull what null stands for; null when it makes no sense
 */
public record UsdField(
        String name,
        String advice,
        Predicate<Money> allowed,
        @Nullable Money ofNull) {

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,9})?");

    public UsdField(String name, String advice, Predicate<Money> allowed) {
        this(name, advice, allowed, null);
    }

    /** What was found in a body. */
    public sealed interface Read {}

    /** @param money one that is allowed */
    public record Amount(Money money) implements Read {}

    public record Invalid(ApiError error) implements Read {}

    public Read read(byte[] body) {
        return switch (StrictJson.readObject(body)) {
            case StrictJson.Invalid(var error) -> new Invalid(error);
            case StrictJson.Parsed(var json) -> read(json);
        };
    }

    private Read read(JsonNode json) {
        var value = json.get(name);
        if (value == null) {
            return new Invalid(ApiErrors.missingField(name, advice));
        }
        if (value.isNull() && ofNull != null) {
            return new Amount(ofNull);
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

    /** Looked at before it is reckoned with: Java reads a million digits for minutes. */
    private static boolean isDecimal(JsonNode value) {
        return value.isTextual() && DECIMAL.matcher(value.textValue()).matches();
    }
}
