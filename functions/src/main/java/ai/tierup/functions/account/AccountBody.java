package ai.tierup.functions.account;

import ai.tierup.domain.account.Account;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The {@code account} object of the API. */
final class AccountBody {

    private AccountBody() {}

    static void write(JsonGenerator json, Account account) throws IOException {
        var contact = account.contact();
        json.writeStartObject();
        json.writeStringField("object", "account");
        json.writeStringField("id", "acc_" + account.id().value());
        json.writeFieldName("email");
        json.writeString(contact == null ? null : contact.address().text());
        json.writeStringField("created_at", account.createdAt().toString());
        json.writeEndObject();
    }
}
