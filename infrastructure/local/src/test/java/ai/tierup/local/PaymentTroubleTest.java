package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.functions.support.observability.WebhookOutcome;
import ai.tierup.simulators.stripe.Fault;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Failures and unreadable answers of Stripe at each step of a payment. */
@Tag("service")
class PaymentTroubleTest {

    /** More faults than any call and its retries can use up. */
    private static final int MANY_TIMES = 1000;

    private static PaidService service;

    @BeforeAll
    static void start() throws IOException {
        service = new PaidService();
    }

    @AfterEach
    void endFaults() throws InterruptedException {
        service.stripe.endFaults();
        service.awaitDeliveries();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SLOW")
    void aFailedTopUpIsReportedAndTheNextOneSucceeds(Fault fault) throws Exception {
        service.stripe.fault(MANY_TIMES, fault, "/v1/checkout/sessions");
        var refused = service.postTopUp("load-01", "{\"amount_usd\": 25}");
        service.stripe.endFaults();
        var placed = service.place("load-01", "25");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("\"code\":\"service_unavailable\"").doesNotContainIgnoringCase("stripe");
        assertThat(service.api.journal.alarms()).anyMatch(alarm -> alarm.startsWith("PAYMENTS_UNAVAILABLE "));
        assertThat(placed.path("status").asText()).isEqualTo("pending");
    }

    @ParameterizedTest
    @CsvSource({"SERVER_ERROR, load-02", "RATE_LIMIT, load-03", "RUBBISH, load-04", "CUT, load-05", "SLOW, load-06"})
    void anEventThatCannotBeVerifiedIsRefusedAndCreditedWhenStripeSendsItAgain(Fault fault, String account)
            throws Exception {
        service.place(account, "25");
        var session = service.session();
        service.stripe.fault(MANY_TIMES, fault, "/v1/checkout/sessions/" + session);

        service.stripe.pay(session);
        if (fault != Fault.SLOW) {
            service.awaitDeliveries();
        }
        var page = service.done(session);
        var before = service.cash(account);
        service.stripe.endFaults();
        service.awaitDeliveries();
        service.stripe.resend("last");
        service.awaitDeliveries();

        assertThat(service.api.journal.webhooks()).contains(WebhookOutcome.FAILED);
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("<h1>We cannot look up this payment right now</h1>");
        assertThat(before).isEqualTo("25.000000000");
        assertThat(service.cash(account)).isEqualTo("50.000000000");
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_ERROR, /v1/checkout/sessions, load-07",
        "RUBBISH, /v1/refunds, load-08",
        "CUT, /v1/disputes, load-09",
        "RATE_LIMIT, /v1/disputes, load-10",
    })
    void aRefundAndADisputeAreBookedOnceWhenTheyCanBeReadAgain(Fault fault, String path, String account)
            throws Exception {
        var session = service.paid(account, "25");
        service.stripe.fault(MANY_TIMES, fault, path);
        service.stripe.refund(session, OptionalLong.of(500));
        service.stripe.dispute(session, OptionalLong.of(1000));
        service.awaitDeliveries();

        service.stripe.endFaults();
        service.stripe.resend("last");
        service.awaitDeliveries();
        service.stripe.resend("last");
        service.awaitDeliveries();

        assertThat(service.cash(account)).isEqualTo("35.000000000");
        assertThat(service.api.read(account, "/v1/wallet/entries").path("data").findValuesAsText("type"))
                .containsExactlyInAnyOrder("refund", "dispute", "top_up", "adjustment");
    }

    @Test
    void withoutAKeyPaymentsAreReportedAsNotSetUp() throws Exception {
        try (var api = new RunningService.Api(Map.of("TIERUP_STRIPE_URL", "http://127.0.0.1:9"))) {
            assertThat(api.service.stripe()).isEmpty();
            var placed = api.send(
                    api.request("demo", "/v1/wallet/top-ups").POST(BodyPublishers.ofString("{\"amount_usd\": 25}")));
            var webhook = api.send(api.request("demo", "/webhooks/stripe")
                    .header("stripe-signature", "t=1,v1=00")
                    .POST(BodyPublishers.ofString("{}")));
            var page = api.get("demo", "/top-ups/done?session_id=cs_test_1");

            assertThat(placed.statusCode()).isEqualTo(503);
            assertThat(placed.body()).contains("Payments are not set up");
            assertThat(webhook.statusCode()).isEqualTo(503);
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(api.journal.alarms()).isEmpty();
            assertThat(api.read("demo", "/v1/wallet/entries").path("data")).hasSize(2);
        }
    }

    @Test
    void withoutAWebhookSecretEventsAreRefusedAndThePageCredits() throws Exception {
        try (var paid = new PaidService(Map.of("TIERUP_STRIPE_WEBHOOK_SECRET", ""))) {
            paid.place("load-01", "25");
            var session = paid.session();
            paid.stripe.pay(session);
            paid.awaitDeliveries();

            assertThat(paid.webhook(PaidService.event(session)).statusCode()).isEqualTo(503);
            assertThat(paid.api.journal.alarms()).contains("WEBHOOK_REFUSED SECRET_MISSING");
            assertThat(paid.cash("load-01")).isEqualTo("25.000000000");
            assertThat(paid.done(session).body()).contains("$25.00 was added to your wallet");
            assertThat(paid.cash("load-01")).isEqualTo("50.000000000");
        }
    }
}
