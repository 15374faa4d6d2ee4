package ai.tierup.functions.topup;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.PlaceTopUp;
import ai.tierup.functions.gateway.UsdAmount;
import ai.tierup.openai.ApiError;
import ai.tierup.openai.ApiErrors;
import ai.tierup.openai.StrictJson;
import com.fasterxml.jackson.databind.JsonNode;

/** Reads {@code {"amount_usd": amount}}. */
final class TopUpAmountBody {

    private static final String FIELD = "amount_usd";
    private static final String ADVICE =
            "Send dollars as a number or a decimal string, from 5 to 1000, in whole cents.";

    private TopUpAmountBody() {}

    sealed interface Read {}

    /** @param money one that can be topped up */
    record Amount(Money money) implements Read {}

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
            return new Invalid(ApiErrors.missingField(FIELD, ADVICE));
        }
        return UsdAmount.read(value)
                .filter(PlaceTopUp::isAllowed)
                .<Read>map(Amount::new)
                .orElseGet(() -> new Invalid(ApiErrors.invalidValue(FIELD, ADVICE)));
    }
}
