package ai.tierup.simulators.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.checkout.SessionCreateParams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;

/** A simulator with a webhook, and Stripe's library as its client. */
final class StripeFixture implements AutoCloseable {

    static final String KEY = "sk_test_simulated";
    static final Duration TIMEOUT = Duration.ofSeconds(20);

    final StripeSimulator stripe;
    final TestWebhook webhook = new TestWebhook();
    final StripeClient client;

    StripeFixture() throws IOException {
        this(settings(now()));
    }

    StripeFixture(Path file) throws IOException {
        this(settings(now()).withFile(file));
    }

    StripeFixture(InstantSource clock) throws IOException {
        this(settings(clock));
    }

    private StripeFixture(StripeSimulatorSettings settings) throws IOException {
        stripe = StripeSimulator.start(settings);
        stripe.webhook(webhook.url());
        client = client(KEY);
    }

    /** The current time, because Stripe's library accepts signatures only within five minutes of the clock. */
    private static InstantSource now() {
        return InstantSource.fixed(Clock.systemUTC().instant());
    }

    private static StripeSimulatorSettings settings(InstantSource clock) {
        return StripeSimulatorSettings.of(KEY, TestWebhook.SECRET, new SplittableRandom(6), clock)
                .withRetryAfter(List.of(Duration.ofMillis(1), Duration.ofMillis(1)));
    }

    StripeClient client(String key) {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase(stripe.baseUrl().toString())
                .setMaxNetworkRetries(0)
                .build();
    }

    Session open(long cents, String idempotencyKey) throws StripeException {
        return open(cents, idempotencyKey, false);
    }

    /** Opens a session that saves the card that pays it. */
    Session openSaving(String idempotencyKey) throws StripeException {
        return open(2500, idempotencyKey, true);
    }

    private Session open(long cents, String idempotencyKey, boolean savesCard) throws StripeException {
        var product = SessionCreateParams.LineItem.PriceData.ProductData.builder()
                .setName("Credit <b>&\"'")
                .build();
        var price = SessionCreateParams.LineItem.PriceData.builder()
                .setCurrency("usd")
                .setUnitAmount(cents)
                .setProductData(product)
                .build();
        var payment = SessionCreateParams.PaymentIntentData.builder().putMetadata("tierup_top_up", "top_one");
        if (savesCard) {
            payment.setSetupFutureUsage(SessionCreateParams.PaymentIntentData.SetupFutureUsage.OFF_SESSION);
        }
        var form = SessionCreateParams.builder()
                .setCustomerCreation(
                        savesCard
                                ? SessionCreateParams.CustomerCreation.ALWAYS
                                : SessionCreateParams.CustomerCreation.IF_REQUIRED)
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId("top_one")
                .setSuccessUrl("http://127.0.0.1/done?session_id={CHECKOUT_SESSION_ID}")
                .setCancelUrl("http://127.0.0.1/done")
                .putMetadata("tierup_top_up", "top_one")
                .setPaymentIntentData(payment.build())
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(price)
                        .build())
                .build();
        var options = RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
        return client.v1().checkout().sessions().create(form, options);
    }

    /** Waits for all deliveries, and returns the types of the accepted events. */
    List<String> deliveredTypes() throws InterruptedException {
        if (!stripe.awaitDeliveries(TIMEOUT)) {
            throw new IllegalStateException("Events are still being delivered");
        }
        return webhook.types();
    }

    /** A clock that tests advance. */
    static final class SteppedClock implements InstantSource {
        private Instant now = Instant.parse("2026-11-25T07:00:00Z");

        @Override
        public synchronized Instant instant() {
            return now;
        }

        synchronized void advance(Duration time) {
            now = now.plus(time);
        }
    }

    @Override
    public void close() {
        stripe.close();
        webhook.close();
    }
}
