package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.local.RunningService.Api;
import ai.tierup.simulators.stripe.StripeSimulator;
import ai.tierup.simulators.stripe.StripeSimulatorSettings;
import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.net.Webhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A running service with a simulated Stripe whose secrets are known, so that tests can sign events. */
final class PaidService implements AutoCloseable {

    static final String KEY = "sk_test_paid";
    static final String SECRET = "whsec_paid";
    static final String OLD_SECRET = "whsec_paid_before";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    final StripeSimulator stripe;
    final Api api;

    PaidService() throws IOException {
        this(Map.of());
    }

    /** @param variables settings of the service that override the defaults */
    PaidService(Map<String, String> variables) throws IOException {
        stripe = StripeSimulator.start(
                StripeSimulatorSettings.of(KEY, SECRET, new SplittableRandom(6), Clock.systemUTC())
                        .withRetryAfter(List.of(Duration.ofMillis(10), Duration.ofMillis(10))));
        var all = new HashMap<>(Map.of(
                "TIERUP_STRIPE_URL",
                stripe.baseUrl().toString(),
                "TIERUP_STRIPE_KEY",
                KEY,
                "TIERUP_STRIPE_WEBHOOK_SECRET",
                SECRET + "," + OLD_SECRET));
        all.putAll(variables);
        api = new Api(all);
        stripe.webhook(URI.create(api.url("/webhooks/stripe")));
    }

    HttpResponse<String> postTopUp(String account, String body) throws IOException, InterruptedException {
        return api.send(api.request(account, "/v1/wallet/top-ups").POST(BodyPublishers.ofString(body)));
    }

    /** Places a top-up and returns it. */
    JsonNode place(String account, String amount) throws IOException, InterruptedException {
        return RunningService.JSON.readTree(
                postTopUp(account, "{\"amount_usd\": " + amount + "}").body());
    }

    /** The id of the newest checkout at Stripe. */
    String session() {
        return stripe.sessions().getFirst().path("id").asText();
    }

    /** Places and pays a top-up, waits for its events, and returns the checkout. */
    String paid(String account, String amount) throws IOException, InterruptedException {
        place(account, amount);
        var session = session();
        stripe.pay(session);
        awaitDeliveries();
        return session;
    }

    /** Waits until every event has been accepted or given up. */
    void awaitDeliveries() throws InterruptedException {
        if (!stripe.awaitDeliveries(TIMEOUT)) {
            throw new IllegalStateException("Events are still being delivered");
        }
    }

    String cash(String account) throws IOException, InterruptedException {
        return api.read(account, "/v1/wallet").path("cash_usd").asText();
    }

    HttpResponse<String> done(String session) throws IOException, InterruptedException {
        return api.send(HttpRequest.newBuilder(URI.create(api.url("/top-ups/done?session_id=" + session))));
    }

    HttpResponse<String> webhook(String signature, byte[] body) throws IOException, InterruptedException {
        return api.send(HttpRequest.newBuilder(URI.create(api.url("/webhooks/stripe")))
                .header("stripe-signature", signature)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    /** Sends {@code body} with a signature of this moment, because the service compares its time with the clock. */
    HttpResponse<String> webhook(String body) throws IOException, InterruptedException {
        return webhook(signature(SECRET, Instant.now(), body), body.getBytes(UTF_8));
    }

    /** A signature made by Stripe's own library. */
    static String signature(String secret, Instant at, String body) {
        try {
            var seconds = at.getEpochSecond();
            return "t=" + seconds + ",v1=" + Webhook.Util.computeHmacSha256(secret, seconds + "." + body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The event of a completed checkout. */
    static String event(String session) {
        return event("checkout.session.completed", "{\"id\": \"" + session + "\", \"object\": \"checkout.session\"}");
    }

    static String event(String type, String object) {
        return """
                {"id": "evt_test_paid", "object": "event", "livemode": false, "type": "%s", "data": {"object": %s}}""".formatted(type, object);
    }

    @Override
    public void close() {
        api.close();
        stripe.close();
    }
}
