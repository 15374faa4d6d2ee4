package ai.tierup.local.simulators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.operator.service.ServiceFile;
import ai.tierup.simulators.stripe.StripeSimulator;
import ai.tierup.simulators.stripe.StripeSimulatorSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StripeCommandTest {

    private static final String KEY = "sk_test_command";
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");
    private static final String SESSION =
            "mode=payment&client_reference_id=top_one&success_url=http://127.0.0.1/done&line_items[0][quantity]=1"
                    + "&line_items[0][price_data][currency]=usd&line_items[0][price_data][unit_amount]=2500"
                    + "&line_items[0][price_data][product_data][name]=credit";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    private int run(String... arguments) throws InterruptedException {
        output.reset();
        var out = new PrintStream(output, true, UTF_8);
        return StripeCommand.run(List.of(arguments), folder, out, out);
    }

    private ServiceFile service(Optional<ServiceFile.SimulatedStripe> stripe) throws IOException {
        return ServiceFile.write(
                folder.resolve(ServiceFile.NAME), new ServiceFile.Running(NOBODY, NOBODY, Optional.empty(), stripe));
    }

    private static StripeSimulator simulator() throws IOException {
        var clock = InstantSource.fixed(Instant.parse("2026-11-25T07:00:00Z"));
        return StripeSimulator.start(StripeSimulatorSettings.of(KEY, "whsec_command", new SplittableRandom(6), clock));
    }

    private static void open(URI stripe) throws Exception {
        var request = HttpRequest.newBuilder(stripe.resolve("/v1/checkout/sessions"))
                .header("authorization", "Bearer " + KEY)
                .header("stripe-version", "2026-07-29.dahlia")
                .POST(BodyPublishers.ofString(SESSION))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPaymentIsMadeRefundedAndDisputed() throws Exception {
        try (var stripe = simulator();
                var _ = service(Optional.of(new ServiceFile.SimulatedStripe(stripe.baseUrl(), KEY)))) {
            open(stripe.baseUrl());

            assertThat(run("pay", "last")).isZero();
            assertThat(output.toString(UTF_8)).startsWith("cs_test_").endsWith("  top_one  25.00 usd  paid\n");
            assertThat(run("pay", "last")).isEqualTo(1);
            assertThat(output.toString(UTF_8)).isEqualTo("This checkout is not open.\n");
            assertThat(run("refund", "last", "5.50")).isZero();
            assertThat(output.toString(UTF_8)).startsWith("re_").endsWith("  5.50 usd  succeeded\n");
            assertThat(run("fail-refund", "last")).isZero();
            assertThat(run("dispute", "last")).isZero();
            assertThat(run("dispute-lose", "last")).isZero();
            assertThat(output.toString(UTF_8)).endsWith("  25.00 usd  lost\n");
            assertThat(run("fault", "2", "slow")).isZero();
            assertThat(run("end-faults")).isZero();
            assertThat(run("events")).isZero();
            assertThat(output.toString(UTF_8).lines()).hasSize(13);
        }
    }

    @Test
    void lastSelectsTheNewestCheckoutThatFitsTheCommand() throws Exception {
        try (var stripe = simulator();
                var _ = service(Optional.of(new ServiceFile.SimulatedStripe(stripe.baseUrl(), KEY)))) {
            open(stripe.baseUrl());
            run("pay", "last");
            open(stripe.baseUrl());
            run("pay", "last", "later");
            open(stripe.baseUrl());

            assertThat(run("refund", "last", "5")).as(output.toString(UTF_8)).isZero();
            assertThat(run("settle", "last", "paid")).as(output.toString(UTF_8)).isZero();
            assertThat(run("resend", "last")).isZero();
            assertThat(output.toString(UTF_8)).startsWith("evt_").contains("checkout.session.async_payment_succeeded");
        }
    }

    @Test
    void withoutAServiceTheErrorSaysHowToStartOne() throws Exception {
        assertThat(run("sessions")).isEqualTo(2);
        assertThat(output.toString(UTF_8))
                .startsWith("No service is running here")
                .contains("scripts/start");
    }

    @Test
    void withAnotherStripeTheErrorPointsToTheDashboard() throws Exception {
        try (var _ = service(Optional.empty())) {
            assertThat(run("sessions")).isEqualTo(2);
            assertThat(output.toString(UTF_8)).contains("Stripe's dashboard");
        }
    }

    @Test
    void wrongUsagePrintsAllCommands() throws Exception {
        assertThat(run("refund", "last", "-5")).isEqualTo(2);
        assertThat(run("pay")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(output.toString(UTF_8)).contains("scripts/stripe dispute-win SESSION");
    }
}
