package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.books.AuditAccount;
import ai.tierup.functions.support.observability.WebhookOutcome;
import ai.tierup.functions.webhook.StripeWebhookHandler;
import ai.tierup.simulators.stripe.ReleaseOrder;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Genuine and forged events at the webhook. */
@Tag("service")
class StripeWebhookTest {

    /** Refusals of events that nobody but Stripe can send. The others must not raise an alarm, because anybody can cause them. */
    private static final Set<WebhookOutcome> SIGNED_BY_STRIPE =
            Set.of(WebhookOutcome.UNREADABLE, WebhookOutcome.OTHER_MODE);

    private static PaidService service;

    @BeforeAll
    static void start() throws IOException {
        service = new PaidService();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Pays a checkout whose events are not sent. */
    private static String payWithoutEvent(String account, String amount) throws Exception {
        service.awaitDeliveries();
        service.stripe.lose(true);
        service.place(account, amount);
        var session = service.session();
        service.stripe.pay(session);
        service.stripe.lose(false);
        return session;
    }

    private static WebhookOutcome lastOutcome() {
        return service.api.journal.webhooks().getLast();
    }

    private static void assertRefused(HttpResponse<String> answer, WebhookOutcome outcome) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"type\":\"invalid_request_error\"");
        assertThat(lastOutcome()).isEqualTo(outcome);
        assertThat(service.api.journal.alarms().contains("WEBHOOK_REFUSED " + outcome))
                .isEqualTo(SIGNED_BY_STRIPE.contains(outcome));
    }

    private static void assertAuditPasses(String account) {
        var audit = service.api.service.bean(AuditAccount.class);
        assertThat(audit.audit(new AccountId(account), AuditAccount.Depth.EVERYTHING))
                .isEmpty();
    }

    @Test
    void aPaidCheckoutIsCreditedOnceByRepeatedEvents() throws Exception {
        var body = PaidService.event(payWithoutEvent("load-01", "25"));
        var signature = PaidService.signature(PaidService.SECRET, Instant.now(), body);

        for (var time = 0; time < 3; time++) {
            var answer = service.webhook(signature, body.getBytes(UTF_8));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"received\":true}");
            assertThat(lastOutcome()).isEqualTo(WebhookOutcome.TAKEN);
        }

        assertThat(service.cash("load-01")).isEqualTo("50.000000000");
        assertAuditPasses("load-01");
    }

    @Test
    void eventsWithoutARecentSignatureOfStripeCreditNothing() throws Exception {
        var body = PaidService.event(payWithoutEvent("load-02", "25"));
        var bytes = body.getBytes(UTF_8);
        var now = Instant.now();

        assertRefused(service.webhook(PaidService.signature("whsec_guessed", now, body), bytes), WebhookOutcome.FORGED);
        assertRefused(
                service.webhook(
                        PaidService.signature(PaidService.SECRET, now.minus(Duration.ofSeconds(302)), body), bytes),
                WebhookOutcome.OLD);
        assertRefused(service.webhook("", bytes), WebhookOutcome.UNSIGNED);
        assertRefused(service.webhook("t=,v1=", bytes), WebhookOutcome.UNSIGNED);
        assertRefused(
                service.webhook(
                        PaidService.signature(PaidService.SECRET, now, body).replace("v1=", "v0="), bytes),
                WebhookOutcome.UNSIGNED);

        assertThat(service.cash("load-02")).isEqualTo("25.000000000");
        assertThat(service.webhook(body).statusCode()).isEqualTo(200);
        assertThat(service.cash("load-02")).isEqualTo("50.000000000");
    }

    @Test
    void anAlteredOrTruncatedBodyIsForged() throws Exception {
        var body = PaidService.event(payWithoutEvent("load-03", "25"));
        var signature = PaidService.signature(PaidService.SECRET, Instant.now(), body);
        var bytes = body.getBytes(UTF_8);

        for (var place : new int[] {0, 1, bytes.length / 2, bytes.length - 1}) {
            var altered = bytes.clone();
            altered[place] ^= 1;
            assertRefused(service.webhook(signature, altered), WebhookOutcome.FORGED);
        }
        for (var length : new int[] {0, 1, bytes.length - 1}) {
            assertRefused(service.webhook(signature, Arrays.copyOf(bytes, length)), WebhookOutcome.FORGED);
        }
        assertRefused(service.webhook(signature, (body + "\n").getBytes(UTF_8)), WebhookOutcome.FORGED);

        assertThat(service.cash("load-03")).isEqualTo("25.000000000");
    }

    @Test
    void thePreviousSecretIsAcceptedDuringRotation() throws Exception {
        var body = PaidService.event(payWithoutEvent("load-04", "25"));
        var signature = PaidService.signature(PaidService.OLD_SECRET, Instant.now(), body);

        assertThat(service.webhook(signature, body.getBytes(UTF_8)).statusCode())
                .isEqualTo(200);
        assertThat(service.cash("load-04")).isEqualTo("50.000000000");
    }

    @Test
    void aBodyInBase64IsVerifiedByItsBytes() throws Exception {
        var body = PaidService.event(payWithoutEvent("load-05", "25"));
        var signature = PaidService.signature(PaidService.SECRET, Instant.now(), body);
        var handler = new StripeWebhookHandler(service.api.service.bean(ApplicationContext.class));

        var answer = handler.execute(new APIGatewayProxyRequestEvent()
                .withHttpMethod("POST")
                .withPath("/webhooks/stripe")
                .withHeaders(Map.of("Stripe-Signature", signature))
                .withBody(Base64.getEncoder().encodeToString(body.getBytes(UTF_8)))
                .withIsBase64Encoded(true));

        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(service.cash("load-05")).isEqualTo("50.000000000");
    }

    @Test
    void bytesThatAreNotUtf8AreVerifiedToo() throws Exception {
        var body = new byte[] {(byte) 0xff, (byte) 0xfe, '{', '}'};

        assertRefused(service.webhook("t=1,v1=" + "0".repeat(64), body), WebhookOutcome.FORGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"object\": \"event\"}",
                "{\"object\": \"event\", \"type\": \"checkout.session.completed\", \"livemode\": false}",
                "{\"object\": \"event\", \"type\": 1, \"livemode\": \"no\", \"data\": []}",
                "not json"
            })
    void aSignedBodyThatIsNotAnEventIsRefused(String body) throws Exception {
        assertRefused(service.webhook(body), WebhookOutcome.UNREADABLE);
    }

    @Test
    void anEventOfLiveModeIsRefusedWithATestKey() throws Exception {
        var body = PaidService.event(payWithoutEvent("load-06", "25"))
                .replace("\"livemode\": false", "\"livemode\": true");

        assertRefused(service.webhook(body), WebhookOutcome.OTHER_MODE);

        assertThat(service.cash("load-06")).isEqualTo("25.000000000");
    }

    @ParameterizedTest
    @CsvSource({
        "customer.created, '{\"id\": \"cus_1\", \"object\": \"customer\"}'",
        "invented.tomorrow, '{\"id\": \"inv_1\", \"object\": \"invented\"}'"
    })
    void anIrrelevantEventIsAcceptedAndCounted(String type, String object) throws Exception {
        var answer = service.webhook(PaidService.event(type, object));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(lastOutcome()).isEqualTo(WebhookOutcome.OF_NOTHING);
    }

    @Test
    void aBodyLargerThanAnyEventIsRefused() throws Exception {
        var answer = service.webhook("{\"x\": \"" + "x".repeat(1 << 20) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(lastOutcome()).isEqualTo(WebhookOutcome.TOO_LARGE);
    }

    /** Opens and pays a checkout that the service did not open, though with its Stripe key. */
    private static String payForeignCheckout(String stage, String account, String topUp, String currency, long cents)
            throws Exception {
        var form = "mode=payment&client_reference_id=x&success_url=http://127.0.0.1/done&line_items[0][quantity]=1"
                + "&line_items[0][price_data][currency]=" + currency
                + "&line_items[0][price_data][unit_amount]=" + cents
                + "&line_items[0][price_data][product_data][name]=credit"
                + "&metadata[tierup_stage]=" + stage
                + "&metadata[tierup_account]=" + account
                + "&metadata[tierup_top_up]=" + topUp;
        service.stripe.lose(true);
        var opened =
                service.api.send(HttpRequest.newBuilder(service.stripe.baseUrl().resolve("/v1/checkout/sessions"))
                        .header("authorization", "Bearer " + PaidService.KEY)
                        .header("stripe-version", "2026-07-29.dahlia")
                        .POST(BodyPublishers.ofString(form)));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        var session = RunningService.JSON.readTree(opened.body()).path("id").asText();
        service.stripe.pay(session);
        service.stripe.lose(false);
        return session;
    }

    @Test
    void aPaymentThatDoesNotMatchItsOrderRaisesAnAlarmAndCreditsNothing() throws Exception {
        var order = service.place("load-07", "25").path("id").asText();

        for (var session : new String[] {
            payForeignCheckout("local", "load-07", "top_0000000000000000", "usd", 2500),
            payForeignCheckout("local", "load-08", order, "usd", 2500),
            payForeignCheckout("local", "nobody", order, "usd", 2500),
            payForeignCheckout("local", "load-07", order, "usd", 2501),
            payForeignCheckout("local", "load-07", order, "usd", 100_000),
            payForeignCheckout("local", "load-07", order, "eur", 2500),
            payForeignCheckout("local", "load-07", order, "usd", 2500)
        }) {
            var answer = service.webhook(PaidService.event(session));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(lastOutcome()).isEqualTo(WebhookOutcome.UNMATCHED);
            assertThat(service.done(session).statusCode()).isEqualTo(409);
        }

        assertThat(service.api.journal.alarms()).contains("PAYMENT_UNMATCHED " + order);
        assertThat(service.cash("load-07")).isEqualTo("25.000000000");
        assertThat(service.cash("load-08")).isEqualTo("25.000000000");
        assertAuditPasses("load-07");
    }

    @Test
    void paymentsForOtherPurposesAreIgnored() throws Exception {
        var order = service.place("load-07", "25").path("id").asText();

        for (var session : new String[] {
            payForeignCheckout("another", "load-07", order, "usd", 2500),
            payForeignCheckout("local", "", "", "usd", 2500),
            "cs_test_nobodyknowsit"
        }) {
            assertThat(service.webhook(PaidService.event(session)).statusCode()).isEqualTo(200);
            assertThat(lastOutcome()).isEqualTo(WebhookOutcome.NOT_OURS);
            assertThat(service.done(session).statusCode()).isEqualTo(404);
        }
        assertThat(service.cash("load-07")).isEqualTo("25.000000000");
    }

    @ParameterizedTest
    @CsvSource({"load-09, OLDEST_FIRST", "load-10, NEWEST_FIRST", "load-11, SHUFFLED"})
    void theOrderOfEventsDoesNotChangeTheBalance(String account, ReleaseOrder order) throws Exception {
        service.stripe.hold();
        service.stripe.copies(3);
        service.place(account, "40");
        var session = service.session();
        service.stripe.payLater(session);
        service.stripe.settle(session, true);
        service.stripe.refund(session, OptionalLong.of(1000));
        service.stripe.dispute(session, OptionalLong.of(3000));
        service.stripe.closeDispute(session, false);

        var released = service.stripe.release(order);
        service.awaitDeliveries();
        service.stripe.copies(1);

        assertThat(released).isGreaterThan(5);
        assertThat(service.cash(account)).isEqualTo("25.000000000");
        assertThat(service.api.read(account, "/v1/wallet").path("status").asText())
                .isEqualTo("active");
        assertAuditPasses(account);
    }

    @Test
    void aThousandConcurrentDeliveriesCreditOnce() throws Exception {
        var body = PaidService.event(payWithoutEvent("load-12", "25"));
        var signature = PaidService.signature(PaidService.SECRET, Instant.now(), body);
        try (var threads = Executors.newFixedThreadPool(100)) {
            var answers = threads.invokeAll(Collections.nCopies(
                    1000, () -> service.webhook(signature, body.getBytes(UTF_8)).statusCode()));
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }

        assertThat(service.cash("load-12")).isEqualTo("50.000000000");
        assertThat(service.api
                        .read("load-12", "/v1/wallet/entries")
                        .path("data")
                        .findValuesAsText("type"))
                .containsExactly("top_up", "adjustment");
        assertAuditPasses("load-12");
    }
}
