package ai.tierup.functions.topup;

import ai.tierup.domain.payment.TopUpOrder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;

/** The {@code top_up} object of the API. */
public final class TopUpBody {

    private TopUpBody() {}

    public static void write(JsonGenerator json, TopUpOrder order) throws IOException {
        var url = order.status() == TopUpOrder.Status.PENDING ? order.checkoutUrl() : null;
        json.writeStartObject();
        json.writeStringField("object", "top_up");
        json.writeStringField("id", order.id().publicName());
        json.writeStringField("status", order.status().name().toLowerCase(Locale.ROOT));
        json.writeStringField("amount_usd", order.amount().usd());
        json.writeBooleanField("automatic", order.isAutomatic());
        json.writeFieldName("checkout_url");
        json.writeString(url == null ? null : url.toString());
        json.writeStringField("created_at", order.createdAt().toString());
        json.writeEndObject();
    }
}
