package ai.tierup.functions.account;

import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.domain.autotopup.AutoTopUpRule;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.PlaceTopUp;
import ai.tierup.functions.support.gateway.UsdField;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;

/** The fields of automatic top-ups in a request. All are required. An unknown field is refused, because this is about a customer's money. */
final class AutoTopUpFields {

    static final UsdField THRESHOLD = new UsdField(
            "threshold_usd",
            "Send dollars as a number or a decimal string, above 0 and at most 1000, at most nine decimals.",
            AutoTopUpRule::isThreshold);

    static final UsdField AMOUNT = new UsdField(
            "amount_usd",
            "Send dollars as a number or a decimal string, from 5 to 1000, in whole cents.",
            PlaceTopUp::isAllowed);

    static final String MAX_PER_DAY = "max_per_day";

    private static final Set<String> KNOWN = new TreeSet<>(Set.of(THRESHOLD.name(), AMOUNT.name(), MAX_PER_DAY));

    private final JsonNode json;

    private AutoTopUpFields(JsonNode json) {
        this.json = json;
    }

    /** @throws BadRequest if the body has other fields */
    static AutoTopUpFields of(JsonNode json) {
        new Field(json, "")
                .requireOnly(
                        KNOWN, "Automatic top-ups have no such field. They have " + String.join(", ", KNOWN) + ".");
        return new AutoTopUpFields(json);
    }

    /**
     * Reads the rule.
     *
     * @throws BadRequest if a field is missing or invalid
     */
    AutoTopUpRule rule(URI returnPage) {
        return new AutoTopUpRule(amount(THRESHOLD), amount(AMOUNT), maxPerDay(), returnPage);
    }

    private Money amount(UsdField field) {
        return switch (field.read(json)) {
            case UsdField.Amount(var amount) -> amount;
            case UsdField.Invalid(var error) -> throw new BadRequest(error);
        };
    }

    private int maxPerDay() {
        var field = new Field(json, "").at(MAX_PER_DAY);
        return Math.toIntExact(field.wholeNumber(1, AutoTopUpRule.MAX_PER_DAY));
    }
}
