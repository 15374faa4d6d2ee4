package ai.tierup.functions.wallet;

import ai.tierup.domain.wallet.LedgerEntry;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;

/** The {@code wallet.entry} object of the API. It does not include the payment provider's ids. */
public final class EntryBody {

    private EntryBody() {}

    public static void write(JsonGenerator json, LedgerEntry entry) throws IOException {
        var topUp = entry.topUp();
        json.writeStartObject();
        json.writeStringField("object", "wallet.entry");
        json.writeStringField("id", entry.id().publicName());
        json.writeStringField("created_at", entry.id().time().toString());
        json.writeStringField("type", entry.type().name().toLowerCase(Locale.ROOT));
        json.writeStringField("amount_usd", entry.amount().usd());
        json.writeStringField("purse", entry.purse().name().toLowerCase(Locale.ROOT));
        json.writeFieldName("top_up_id");
        json.writeString(topUp == null ? null : topUp.publicName());
        json.writeEndObject();
    }
}
