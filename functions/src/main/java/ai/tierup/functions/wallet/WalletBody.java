package ai.tierup.functions.wallet;

import ai.tierup.domain.credit.SignUpCredit;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.functions.support.gateway.CreditBody;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** The {@code wallet} object of the API. */
public final class WalletBody {

    private static final String DEBT = "debt";

    private WalletBody() {}

    public static void write(
            JsonGenerator json, Wallet stored, Optional<SignUpCredit> credit, WalletRules rules, Instant now)
            throws IOException {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var wallet = stored.on(today, rules.freeAllowanceOf(stored.account()));
        json.writeStartObject();
        json.writeStringField("object", "wallet");
        json.writeStringField("status", wallet.isFrozen() || wallet.isInDebt() ? "frozen" : "active");
        amount(json, "available_usd", wallet.available());
        amount(json, "cash_usd", wallet.cash());
        amount(json, "grant_usd", wallet.grant());
        amount(json, "held_usd", wallet.held());
        json.writeNumberField("open_holds", wallet.holds().size());
        json.writeNumberField("concurrent_limit", rules.concurrentLimit());
        if (wallet.hasDailyLimit()) {
            amount(json, "daily_limit_usd", wallet.dailyLimit());
            amount(json, "daily_left_usd", wallet.dailyLeft().orZeroIfNegative());
        } else {
            json.writeNullField("daily_limit_usd");
            json.writeNullField("daily_left_usd");
        }
        amount(json, "free_left_usd", wallet.freeLeft());
        json.writeStringField(
                "resets_at",
                wallet.day()
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toString());
        amount(json, "credits_usd", wallet.credits());
        amount(json, "debits_usd", wallet.debits());
        json.writeArrayFieldStart("frozen_reasons");
        if (wallet.isInDebt()) {
            json.writeString(DEBT);
        }
        for (var reason : wallet.frozenBy().stream()
                .map(WalletBody::kindOf)
                .sorted()
                .distinct()
                .toList()) {
            json.writeString(reason);
        }
        json.writeEndArray();
        json.writeFieldName("credit");
        CreditBody.write(json, credit);
        json.writeEndObject();
    }

    /** Returns the kind of a reason without what follows the {@code #}, such as the id of a dispute. */
    private static String kindOf(String reason) {
        var separator = reason.indexOf('#');
        return separator < 0 ? reason : reason.substring(0, separator);
    }

    private static void amount(JsonGenerator json, String name, Money amount) throws IOException {
        json.writeStringField(name, amount.usd());
    }
}
