package ai.tierup.functions.wallet;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.SetDailyLimit;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.functions.gateway.UsdAmount;
import ai.tierup.openai.ApiError;
import ai.tierup.openai.ApiErrors;
import ai.tierup.openai.StrictJson;
import com.fasterxml.jackson.databind.JsonNode;

/** Reads {@code {"daily_limit_usd": amount | null}}. */
final class DailyLimitBody {

    private static final String FIELD = "daily_limit_usd";

    private DailyLimitBody() {}

    sealed interface Read {}

    /** @param amount {@link Wallet#NO_LIMIT} for null */
    record Limit(Money amount) implements Read {}

    record Invalid(ApiError error) implements Read {}

    static Read read(byte[] body) {
        return switch (StrictJson.readObject(body)) {
            case StrictJson.Invalid(var error) -> new Invalid(error);
            case StrictJson.Read(var json) -> read(json);
        };
    }

    private static Read read(JsonNode json) {
        var value = json.get(FIELD);
        if (value == null) {
            return new Invalid(ApiErrors.missingField(FIELD, "Send an amount in dollars, or null for no limit."));
        }
        if (value.isNull()) {
            return new Limit(Wallet.NO_LIMIT);
        }
        return UsdAmount.read(value)
                .filter(amount -> !amount.isNegative() && SetDailyLimit.LARGEST.covers(amount))
                .<Read>map(Limit::new)
                .orElseGet(
                        () -> new Invalid(
                                ApiErrors.invalidValue(
                                        FIELD,
                                        "Send dollars as a number or a decimal string, from 0 to 1000000, at most nine decimals, or null.")));
    }
}
