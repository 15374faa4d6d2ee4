package ai.tierup.local;

import java.net.URI;
import java.util.Map;

/**
 * What the service and the simulated Stripe know each other by.
 *
 * @param key of the API
 * @param webhook signs the events
 */
record StripeSecrets(String key, String webhook) {

    Map<String, String> variables(URI stripe) {
        return Map.of(
                "TIERUP_STRIPE_URL", stripe.toString(),
                "TIERUP_STRIPE_KEY", key,
                "TIERUP_STRIPE_WEBHOOK_SECRET", webhook);
    }
}
