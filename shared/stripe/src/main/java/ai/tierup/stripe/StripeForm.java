package ai.tierup.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.payment.OrderReference;
import java.net.URLEncoder;
import java.util.StringJoiner;

/** Form-encoded parameters of a body or a query. Stripe accepts no other encoding. */
final class StripeForm {

    private final StringJoiner pairs = new StringJoiner("&");

    StripeForm with(String name, String value) {
        pairs.add(URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8));
        return this;
    }

    /** Adds a reference, by which an order is found, as metadata. */
    StripeForm withMetadata(String field, OrderReference reference) {
        return with(field + "[" + SessionReader.STAGE + "]", reference.stage())
                .with(
                        field + "[" + SessionReader.ACCOUNT + "]",
                        reference.account().value())
                .with(
                        field + "[" + SessionReader.TOP_UP + "]",
                        reference.topUp().publicName());
    }

    @Override
    public String toString() {
        return pairs.toString();
    }
}
