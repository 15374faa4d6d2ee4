package ai.tierup.functions.keys;

import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.SetDailyLimit;
import ai.tierup.functions.support.gateway.UsdField;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;

/** The fields of the limits of a key or a team, one for each window. */
final class LimitFields {

    private static final UsdField DAILY_LIMIT = field("daily_limit_usd");
    private static final UsdField MONTHLY_BUDGET = field("monthly_budget_usd");

    private LimitFields() {}

    private static UsdField of(Window window) {
        return switch (window) {
            case DAY -> DAILY_LIMIT;
            case MONTH -> MONTHLY_BUDGET;
        };
    }

    private static UsdField field(String name) {
        return new UsdField(
                name,
                "Send dollars as a number or a decimal string, from 0 to 1000000, at most nine decimals, or null for no limit.",
                amount -> !amount.isNegative() && SetDailyLimit.MAX_DAILY_LIMIT.covers(amount));
    }

    static List<String> names() {
        return Arrays.stream(Window.values()).map(window -> of(window).name()).toList();
    }

    /**
     * Checks that a body has only known fields, because a misspelt limit would otherwise be no limit.
     *
     * @throws BadRequest if it has others
     */
    static void requireOnly(Set<String> known, JsonNode json) {
        new Field(json, "")
                .requireOnly(known, "There is no such field that can be set. Send " + String.join(", ", known) + ".");
    }

    /**
     * Returns the limits in a body. One that is missing stays as it is, and null removes one.
     *
     * @throws BadRequest if a limit is invalid
     */
    static KeyLimits read(JsonNode json, KeyLimits current) {
        var limits = new EnumMap<Window, Money>(Window.class);
        limits.putAll(current.amounts());
        for (var window : Window.values()) {
            var field = of(window);
            if (json.has(field.name())) {
                limits.remove(window);
                if (!json.get(field.name()).isNull()) {
                    limits.put(window, amount(field, json));
                }
            }
        }
        return new KeyLimits(limits);
    }

    private static Money amount(UsdField field, JsonNode json) {
        return switch (field.read(json)) {
            case UsdField.Amount(var limit) -> limit;
            case UsdField.Invalid(var error) -> throw new BadRequest(error);
        };
    }

    static void write(JsonGenerator json, KeyLimits limits) throws IOException {
        for (var window : Window.values()) {
            var limit = limits.amounts().get(window);
            json.writeFieldName(of(window).name());
            json.writeString(limit == null ? null : limit.usd());
        }
    }
}
