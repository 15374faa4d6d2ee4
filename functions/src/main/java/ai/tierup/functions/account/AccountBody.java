package ai.tierup.functions.account;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.credit.SignUpCredit;
import ai.tierup.domain.money.Money;
import ai.tierup.functions.support.gateway.CreditBody;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;

/** The {@code account} object of the API. */
public final class AccountBody {

    private AccountBody() {}

    public static void write(JsonGenerator json, Account account, Optional<SignUpCredit> credit) throws IOException {
        var contact = account.contact();
        json.writeStartObject();
        json.writeStringField("object", "account");
        json.writeStringField("id", "acc_" + account.id().value());
        json.writeFieldName("email");
        json.writeString(contact == null ? null : contact.address().text());
        json.writeStringField("created_at", account.createdAt().toString());
        json.writeFieldName("credit");
        CreditBody.write(json, credit);
        json.writeEndObject();
    }

    /** @param cash what is left in the wallet; negative for a debt */
    static void writeDeleted(JsonGenerator json, AccountId account, Money cash) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "account.deleted");
        json.writeStringField("id", "acc_" + account.value());
        json.writeStringField("remaining_cash_usd", cash.usd());
        json.writeStringField("message", message(cash));
        json.writeEndObject();
    }

    private static String message(Money cash) {
        var erased = "The account is deleted. Its keys are dead within 30 seconds, and your e-mail address is erased. ";
        return erased
                + (cash.isNegative() || cash.isZero()
                        ? "Nothing is left to be paid back."
                        : "What is left, " + cash + ", will be paid back to the means of payment by which it came.");
    }
}
