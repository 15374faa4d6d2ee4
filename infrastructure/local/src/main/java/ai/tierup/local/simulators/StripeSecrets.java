package ai.tierup.local.simulators;

import java.net.URI;
import java.util.Map;

/**
 * The secrets that the service and the simulated Stripe share.
 *
 * @param key API key
 * @param webhook secret that signs the events
 */
public record StripeSecrets(String key, String webhook) {

    /**
     * Returns environment variables for the service.
     *
     * @param stripe address of the simulator
     */
    public Map<String, String> variables(URI stripe) {
        return Map.of(
                "TIERUP_STRIPE_URL", stripe.toString(),
                "TIERUP_STRIPE_KEY", key,
                "TIERUP_STRIPE_WEBHOOK_SECRET", webhook);
    }
}
