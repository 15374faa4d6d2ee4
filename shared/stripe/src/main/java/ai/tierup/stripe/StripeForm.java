package ai.tierup.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.StringJoiner;

/** Form-encoded parameters of a body or a query. Stripe accepts no other encoding. */
final class StripeForm {

    private final StringJoiner pairs = new StringJoiner("&");

    StripeForm with(String name, String value) {
        pairs.add(URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8));
        return this;
    }

    @Override
    public String toString() {
        return pairs.toString();
    }
}
