package ai.tierup.domain.alert;

import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * The secret with which the messages of a webhook are signed.
 *
 * @param reveal {@code whsec_} and the secret's bytes in base 64, as Standard Webhooks writes it
 */
public record WebhookSecret(String reveal) {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    public WebhookSecret {
        if (!reveal.startsWith(PREFIX)) {
            throw new IllegalArgumentException("Not a webhook's secret");
        }
    }

    /** @param random cryptographically strong */
    static WebhookSecret draw(RandomGenerator random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** The key of the signatures. */
    public byte[] key() {
        return Base64.getDecoder().decode(reveal.substring(PREFIX.length()));
    }

    /** Omits the secret. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
