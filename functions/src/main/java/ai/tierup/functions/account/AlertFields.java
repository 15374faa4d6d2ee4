package ai.tierup.functions.account;

import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.domain.alert.AlertTopics;
import ai.tierup.domain.alert.Webhook;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.SetDailyLimit;
import ai.tierup.functions.support.gateway.UsdField;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of alerts in a request. A field that is missing is off. An unknown field is refused, because a misspelt one would otherwise
 * turn an alert off.
 */
final class AlertFields {

    static final UsdField LOW_BALANCE = new UsdField(
            "low_balance_usd",
            "Send dollars as a number or a decimal string, from 0 to 1000000, at most nine decimals, or null for no alert.",
            amount -> !amount.isNegative() && SetDailyLimit.MAX_DAILY_LIMIT.covers(amount));

    static final String BUDGETS = "budgets";
    static final String NEW_NETWORKS = "new_networks";
    static final String REVOKED_KEYS = "revoked_keys";
    static final String EMAIL = "email";
    static final String WEBHOOK = "webhook_url";

    private static final Set<String> KNOWN =
            new TreeSet<>(Set.of(LOW_BALANCE.name(), BUDGETS, NEW_NETWORKS, REVOKED_KEYS, EMAIL, WEBHOOK));

    private final JsonNode json;
    private final Field fields;

    private AlertFields(JsonNode json) {
        this.json = json;
        this.fields = new Field(json, "");
    }

    /** @throws BadRequest if the body has other fields */
    static AlertFields of(JsonNode json) {
        new Field(json, "")
                .requireOnly(KNOWN, "Alerts have no such field. They have " + String.join(", ", KNOWN) + ".");
        return new AlertFields(json);
    }

    /** @throws BadRequest if a field is invalid */
    AlertTopics topics() {
        return new AlertTopics(lowBalance(), isOn(BUDGETS), isOn(NEW_NETWORKS), isOn(REVOKED_KEYS));
    }

    private @Nullable Money lowBalance() {
        if (!fields.at(LOW_BALANCE.name()).isPresent()) {
            return null;
        }
        return switch (LOW_BALANCE.read(json)) {
            case UsdField.Amount(var amount) -> amount;
            case UsdField.Invalid(var error) -> throw new BadRequest(error);
        };
    }

    private boolean isOn(String name) {
        var field = fields.at(name);
        return field.isPresent() && field.bool();
    }

    /** @throws BadRequest if the field is invalid */
    boolean byMail() {
        return isOn(EMAIL);
    }

    /** The error for an account without an address. */
    BadRequest noAddress() {
        return fields.at(EMAIL).invalid("This account has no e-mail address. Send false, and use a webhook.");
    }

    /** @throws BadRequest if the field is invalid */
    @Nullable
    URI webhook() {
        var field = fields.at(WEBHOOK);
        return field.isPresent()
                ? Webhook.parseAddress(field.text())
                        .orElseThrow(() -> field.invalid(
                                "Send an https address on port 443 with a host name, such as https://example.com/hook, without user"
                                        + " and fragment, or null for no webhook."))
                : null;
    }
}
