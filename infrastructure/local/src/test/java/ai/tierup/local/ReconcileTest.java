package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.ScanMarks;
import ai.tierup.functions.reconcile.ReconcileHandler;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.RunningService.Api;
import ai.tierup.local.lambda.InvocationContext;
import ai.tierup.operator.CommandLine;
import ai.tierup.simulators.stripe.Fault;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Payments whose events were lost, found by the nightly job and by the operator's command. */
@Tag("service")
class ReconcileTest {

    private static final String ACCOUNT = "load-01";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private Api api;

    @BeforeEach
    void start() {
        api = new Api(Map.of());
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private int reconcile(Map<String, String> more) {
        output.reset();
        var print = new PrintStream(output, true, UTF_8);
        var variables = new HashMap<>(Map.of("TIERUP_DATA_DIR", api.folder.toString()));
        variables.putAll(more);
        return new CommandLine(new Variables(variables), RunningService.HOME, print, print).run(List.of("reconcile"));
    }

    private String printed() {
        return output.toString(UTF_8);
    }

    private void payWithoutEvent() throws Exception {
        var stripe = api.service.stripe().orElseThrow();
        stripe.lose(true);
        var placed = api.send(
                api.request(ACCOUNT, "/v1/wallet/top-ups").POST(BodyPublishers.ofString("{\"amount_usd\": 25}")));
        assertThat(placed.statusCode()).isEqualTo(200);
        stripe.pay("last");
    }

    private String cash() throws Exception {
        return api.read(ACCOUNT, "/v1/wallet").path("cash_usd").asText();
    }

    private static void runTheJob(Api api) {
        new ReconcileHandler(api.service.bean(ApplicationContext.class))
                .handleRequest(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        new InvocationContext(
                                "reconcile", Instant.now().plusSeconds(840), Clock.systemUTC(), () -> false));
    }

    @Test
    void theCommandCreditsAPaymentWithoutEventsOnce() throws Exception {
        payWithoutEvent();

        assertThat(reconcile(Map.of())).as(printed()).isZero();
        assertThat(printed())
                .contains(
                        "Checkouts paid in the last days: 1, $25.000000000. Credited: $25.000000000, newly credited: 1.")
                .contains("Each payment has its credit, and each credit its payment.");
        assertThat(cash()).isEqualTo("50.000000000");

        assertThat(reconcile(Map.of())).isZero();
        assertThat(printed()).contains("newly credited: 0");
        assertThat(cash()).isEqualTo("50.000000000");
    }

    @Test
    void theNightlyJobCreditsAPaymentWithoutEvents() throws Exception {
        payWithoutEvent();

        runTheJob(api);

        assertThat(cash()).isEqualTo("50.000000000");
        var found = api.journal.reconciliations().getLast();
        assertThat(found.booked()).isEqualTo(1);
        assertThat(found.isClean()).isTrue();
    }

    private void bookCreditWithoutPayment() {
        api.service
                .bean(BookEntry.class)
                .book(new BookEntry.Fact(
                        new AccountId(ACCOUNT),
                        "topup#cs_test_invented",
                        EntryType.TOP_UP,
                        Purse.CASH,
                        Money.ofUsd("25")));
    }

    @Test
    void aCreditWithoutAPaymentIsReported() {
        bookCreditWithoutPayment();

        assertThat(reconcile(Map.of())).isEqualTo(1);
        assertThat(printed()).contains("ALARM   RECONCILE_DIFFERENCE  ent_").contains("Differences found: 1");
    }

    @Test
    void theCommandChecksEveryWalletAndLeavesTheMarkOfTheJob() {
        bookCreditWithoutPayment();
        var marks = api.service.bean(ScanMarks.class);
        var markAfterTheWallet = Optional.of("W#" + ACCOUNT);
        marks.keep("reconcile", markAfterTheWallet);

        assertThat(reconcile(Map.of())).as(printed()).isEqualTo(1);

        assertThat(marks.find("reconcile")).isEqualTo(markAfterTheWallet);
    }

    @Test
    void itemsThatCannotBeCheckedAreReported() throws Exception {
        payWithoutEvent();
        api.service.stripe().orElseThrow().fault(1000, Fault.SERVER_ERROR, "/v1/checkout/sessions");

        assertThat(reconcile(Map.of())).isEqualTo(1);
        assertThat(printed()).contains("ALARM   PAYMENTS_UNAVAILABLE").contains("could not be checked");
        assertThat(cash()).isEqualTo("25.000000000");

        api.service.stripe().orElseThrow().endFaults();
        assertThat(reconcile(Map.of())).isZero();
        assertThat(cash()).isEqualTo("50.000000000");
    }

    @Test
    void withoutAKeyOrAStageTheErrorSaysWhatToSet() {
        var tables = Map.of("AWS_ENDPOINT_URL", api.service.dynamoDb().toString());

        assertThat(reconcile(tables)).isEqualTo(2);
        assertThat(printed()).contains("Set TIERUP_STAGE");

        var staged = new HashMap<>(tables);
        staged.put("TIERUP_STAGE", "local");
        assertThat(reconcile(staged)).isEqualTo(2);
        assertThat(printed()).contains("Set TIERUP_STRIPE_KEY");
    }

    @Test
    void withoutPaymentsTheNightlyJobRaisesNoAlarm() {
        try (var other = new Api(Map.of("TIERUP_STRIPE_URL", "http://127.0.0.1:9"))) {
            runTheJob(other);

            assertThat(other.journal.reconciliations().getLast().isClean()).isTrue();
            assertThat(other.journal.alarms()).isEmpty();
        }
    }
}
