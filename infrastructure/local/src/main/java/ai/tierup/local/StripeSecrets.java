package ai.tierup.local;

import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * What the service and the simulated Stripe know each other by.
 *
 * @param key of the API
 * @param webhook signs the events
 */
record StripeSecrets(String key, String webhook) {

    private static final int RANDOM_BYTES = 16;

    static StripeSecrets draw() {
        return new StripeSecrets("sk_test_" + random(), "whsec_" + random());
    }

    private static String random() {
        var bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    Map<String, String> variables(URI stripe) {
        return Map.of(
                "TIERUP_STRIPE_URL", stripe.toString(),
                "TIERUP_STRIPE_KEY", key,
                "TIERUP_STRIPE_WEBHOOK_SECRET", webhook);
    }
}
