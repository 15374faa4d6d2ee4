package ai.tierup.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.PaymentMode;
import ai.tierup.domain.payment.PaymentsUnavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeApiTest extends StripeTestBase {

    private static final PaymentId PAYMENT = new PaymentId(Fixtures.PAYMENT);
    private static final Duration SHORT_TIMEOUT = Duration.ofMillis(300);

    private void assertUnavailable() {
        assertUnavailable(payments);
    }

    private static void assertUnavailable(StripePayments payments) {
        assertThatExceptionOfType(PaymentsUnavailable.class)
                .isThrownBy(() -> payments.refunds(PAYMENT))
                .satisfies(e ->
                        assertThat(e.toString()).doesNotContain(ScriptedStripe.KEY, "ada@", Fixtures.PAYMENT, "txn_"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "\"list\"",
                "<html>Bad gateway</html>",
                "{\"object\": \"list\", \"data\": [], \"has_more\": false",
                "{\"object\": \"list\", \"data\": [], \"has_more\": false} {}",
                "{\"object\": \"list\", \"data\": [], \"data\": [], \"has_more\": false}",
                "{\"object\": \"list\", \"data\": [], \"has_more\": false,}",
                "{'object': 'list', 'data': [], 'has_more': false}",
            })
    void anInvalidAnswerIsAnError(String answer) {
        stripe.answers(answer);
        assertUnavailable();
    }

    @ParameterizedTest
    @CsvSource({"63, true", "64, false"})
    void anAnswerHasAMaximumDepth(int arrays, boolean isRead) {
        var deep = "[".repeat(arrays) + "]".repeat(arrays);
        stripe.answers("{\"object\": \"list\", \"data\": [], \"has_more\": false, \"deep\": " + deep + "}");
        if (isRead) {
            assertThat(payments.refunds(PAYMENT)).isEmpty();
        } else {
            assertUnavailable();
        }
    }

    @Test
    void anAnswerHasAMaximumSizeOfTwoMebibytes() {
        var list = Fixtures.list(false, Fixtures.refund()).toString();
        var largest = list + " ".repeat(StripeApi.MAX_ANSWER_BYTES - list.length());
        stripe.answers(largest);
        assertThat(payments.refunds(PAYMENT)).hasSize(1);
        stripe.answers(largest + " ").answers(largest + " ");
        assertUnavailable();
    }

    @Test
    void theMessageOfARefusalHasItsCodeButNoCustomerData() {
        stripe.answers(402, Fixtures.error("card_declined"));
        assertThatExceptionOfType(PaymentsUnavailable.class)
                .isThrownBy(() -> payments.refunds(PAYMENT))
                .withMessage("Stripe refused the refunds of a payment: 402 card_declined");
        stripe.answers(401, Fixtures.error("Invalid key " + ScriptedStripe.KEY));
        assertThatExceptionOfType(PaymentsUnavailable.class)
                .isThrownBy(() -> payments.refunds(PAYMENT))
                .withMessage("Stripe refused the refunds of a payment: 401");
    }

    @Test
    void aServerErrorIsRetriedOnce() {
        stripe.answers(502, "").answers(Fixtures.list(false, Fixtures.refund()));
        assertThat(payments.refunds(PAYMENT)).hasSize(1);
        stripe.answers(500, "").answers(503, "");
        assertUnavailable();
        stripe.truncates(Fixtures.list(false)).answers(Fixtures.list(false));
        assertThat(payments.refunds(PAYMENT)).isEmpty();
        stripe.truncates(Fixtures.list(false)).truncates(Fixtures.list(false));
        assertUnavailable();
    }

    @Test
    void aSilentServerTimesOut() throws InterruptedException {
        stripe.staysSilent();
        try (var withTimeout = stripe.payments(SHORT_TIMEOUT)) {
            assertUnavailable(withTimeout);
        }
        stripe.awaitDisconnect();
    }

    @Test
    void aServerThatStallsWithinAnAnswerTimesOut() throws InterruptedException {
        stripe.stallsWithin(Fixtures.list(false, Fixtures.refund()));
        try (var withTimeout = stripe.payments(SHORT_TIMEOUT)) {
            assertUnavailable(withTimeout);
            stripe.awaitDisconnect();
        }
    }

    @Test
    void theRetrySharesTheTimeoutOfTheFirstTry() throws InterruptedException {
        stripe.answers(500, "").staysSilent();
        // Long enough for the first answer to arrive on a busy machine.
        try (var withTimeout = stripe.payments(Duration.ofSeconds(3))) {
            assertUnavailable(withTimeout);
            stripe.awaitDisconnect();
        }
        stripe.nextRequest();
        stripe.nextRequest();
        stripe.assertNoMoreRequests();
    }

    @Test
    void anUnreachableServerIsAnError() throws IOException {
        int port;
        try (var freed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = freed.getLocalPort();
        }
        var closedPort = StripeSettings.at(URI.create("http://127.0.0.1:" + port));
        try (var unreachable = new StripePayments(closedPort, () -> ScriptedStripe.KEY)) {
            assertUnavailable(unreachable);
        }
    }

    @Test
    void anInterruptedCallerStaysInterrupted() throws Exception {
        stripe.staysSilent();
        var wasInterrupted = new FutureTask<>(() -> {
            assertUnavailable();
            return Thread.currentThread().isInterrupted();
        });
        var caller = Thread.ofPlatform().start(wasInterrupted);
        stripe.nextRequest();
        caller.interrupt();
        assertThat(wasInterrupted.get(20, TimeUnit.SECONDS)).isTrue();
        stripe.awaitDisconnect();
    }

    @Test
    void theKeyIsReadForEveryCall() throws InterruptedException {
        var keys = new ArrayDeque<>(List.of("sk_test_old", "rk_test_new"));
        try (var rotating = new StripePayments(StripeSettings.at(stripe.baseUrl()), keys::remove)) {
            stripe.answers(Fixtures.list(false)).answers(Fixtures.list(false));
            rotating.refunds(PAYMENT);
            rotating.refunds(PAYMENT);
        }
        assertThat(stripe.nextRequest().headers()).containsEntry("authorization", "Bearer sk_test_old");
        assertThat(stripe.nextRequest().headers()).containsEntry("authorization", "Bearer rk_test_new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "sk_test_a\r\nX-Evil: b", "sk_test_ä", "sk test"})
    void aKeyThatCannotBeSentIsNotQuoted(String key) {
        try (var keyless = new StripePayments(StripeSettings.at(stripe.baseUrl()), () -> key)) {
            assertThatExceptionOfType(PaymentsUnavailable.class)
                    .isThrownBy(() -> keyless.refunds(PAYMENT))
                    .withMessage("The Stripe key is empty or contains characters that cannot be sent")
                    .withNoCause();
        }
        stripe.assertNoMoreRequests();
    }

    @ParameterizedTest
    @CsvSource({"sk_live_51, LIVE", "rk_live_51, LIVE", "sk_test_51, TEST", "rk_test_51, TEST", "'', TEST"})
    void theKeyDeterminesTheMode(String key, PaymentMode mode) {
        try (var keyed = new StripePayments(StripeSettings.at(stripe.baseUrl()), () -> key)) {
            assertThat(keyed.mode()).isEqualTo(mode);
        }
    }

    @Test
    void callsSucceedAfterTheConnectionsAreRenewed() {
        stripe.answers(Fixtures.list(false)).answers(Fixtures.list(false, Fixtures.refund()));
        assertThat(payments.refunds(PAYMENT)).isEmpty();
        payments.renewConnections();
        assertThat(payments.refunds(PAYMENT)).hasSize(1);
    }

    @Test
    void closingAbortsTheCallsInProgress() throws Exception {
        assertAbortedBy(payments::close);
    }

    @Test
    void renewingClosesTheOldConnections() throws Exception {
        assertAbortedBy(payments::renewConnections);
    }

    private void assertAbortedBy(Runnable action) throws Exception {
        stripe.staysSilent();
        var call = new FutureTask<>(() -> {
            assertUnavailable();
            return true;
        });
        Thread.ofPlatform().start(call);
        stripe.nextRequest();
        action.run();
        assertThat(call.get(20, TimeUnit.SECONDS)).isTrue();
        stripe.awaitDisconnect();
    }

    @Test
    void aTrailingSlashOfTheBaseUrlIsIgnored() throws InterruptedException {
        stripe.answers(Fixtures.list(false));
        try (var slashed =
                new StripePayments(StripeSettings.at(URI.create(stripe.baseUrl() + "/")), () -> ScriptedStripe.KEY)) {
            slashed.refunds(PAYMENT);
        }
        assertThat(stripe.nextRequest().path()).isEqualTo("/v1/refunds");
    }

    @Test
    void theDefaultTimeoutsSuitAWaitingCustomer() {
        assertThat(StripeSettings.at(URI.create("https://api.stripe.com")))
                .isEqualTo(new StripeSettings(
                        URI.create("https://api.stripe.com"), Duration.ofSeconds(3), Duration.ofSeconds(8)));
    }
}
