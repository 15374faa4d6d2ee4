package ai.tierup.stripe;

import java.net.URI;
import java.time.Duration;

/**
 * Which Stripe, and how long it may take.
 *
 * @param baseUrl to which {@code /v1/…} is added
 * @param answerTimeout for the whole of an answer, a second try included
 */
public record StripeSettings(URI baseUrl, Duration connectTimeout, Duration answerTimeout) {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(8);

    /** With the patience that a customer has who waits for a checkout. */
    public static StripeSettings at(URI baseUrl) {
        return new StripeSettings(baseUrl, CONNECT, ANSWER);
    }
}
