package ai.tierup.functions.support.wiring;

import ai.tierup.domain.money.Money;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Environment variables with typed accessors. A blank variable counts as absent.
 *
 * @param values values by name
 */
public record Variables(Map<String, String> values) {

    public Variables {
        values = Map.copyOf(values);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /** @throws BadSetting if the variable is absent */
    public String required(String name) {
        return text(name).orElseThrow(() -> new BadSetting(name, "set"));
    }

    /** @throws BadSetting if the value is not an absolute http or https URL */
    public Optional<URI> url(String name) {
        return text(name).map(value -> httpUrl(value).orElseThrow(() -> notAnUrl(name)));
    }

    /** Parses an absolute http or https URL; returns empty for any other text. */
    static Optional<URI> httpUrl(String text) {
        try {
            var url = new URI(text);
            var isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return Optional.of(url).filter(given -> isHttp && given.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** @throws BadSetting if the value is not a whole number within the bounds */
    public int wholeNumber(String name, int min, int max, int defaultValue) {
        return text(name)
                .map(value -> {
                    try {
                        var number = Integer.parseInt(value.strip());
                        if (number >= min && number <= max) {
                            return number;
                        }
                    } catch (NumberFormatException e) {
                        throw notANumber(name, min, max);
                    }
                    throw notANumber(name, min, max);
                })
                .orElse(defaultValue);
    }

    /** @throws BadSetting if the value is not the name of a constant in lower case */
    public <E extends Enum<E>> E oneOf(String name, Class<E> values, E defaultValue) {
        return text(name)
                .map(value -> Arrays.stream(values.getEnumConstants())
                        .filter(constant -> lowerCase(constant).equals(value.strip()))
                        .findFirst()
                        .orElseThrow(() -> new BadSetting(
                                name,
                                Arrays.stream(values.getEnumConstants())
                                        .map(Variables::lowerCase)
                                        .collect(Collectors.joining(" or ")))))
                .orElse(defaultValue);
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** @throws BadSetting if the value is not a whole number of seconds from 1 to {@code maxSeconds} */
    public Duration seconds(String name, int maxSeconds, int defaultSeconds) {
        return Duration.ofSeconds(wholeNumber(name, 1, maxSeconds, defaultSeconds));
    }

    /** @throws BadSetting if the value is not an amount from 0 to a million with at most nine decimals */
    public Money usd(String name, String defaultValue) {
        try {
            var amount = Money.ofUsd(text(name).orElse(defaultValue).strip());
            if (!amount.isNegative() && MAX_AMOUNT.covers(amount)) {
                return amount;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw notAnAmount(name);
        }
        throw notAnAmount(name);
    }

    private static final Money MAX_AMOUNT = Money.ofUsd("1000000");

    private static BadSetting notAnUrl(String name) {
        return new BadSetting(name, "a URL such as http://127.0.0.1:11434/v1");
    }

    private static BadSetting notANumber(String name, int min, int max) {
        return new BadSetting(name, "a whole number from " + min + " to " + max);
    }

    private static BadSetting notAnAmount(String name) {
        return new BadSetting(name, "an amount in dollars such as 25 or 0.50, at most 1000000, at most nine decimals");
    }
}
