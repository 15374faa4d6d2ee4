package ai.tierup.stripe;

import java.net.URI;
import java.time.Duration;

/**
 * The address and the timeouts of Stripe's API.
 *
 * @param baseUrl URL to which {@code /v1/…} is appended
 * @param answerTimeout limit for the whole of a call, including its retry
 */
public record StripeSettings(URI baseUrl, Duration connectTimeout, Duration answerTimeout) {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(8);

    /** Returns settings with timeouts for a customer who waits for a checkout. */
    public static StripeSettings at(URI baseUrl) {
        return new StripeSettings(baseUrl, CONNECT, ANSWER);
    }
}
