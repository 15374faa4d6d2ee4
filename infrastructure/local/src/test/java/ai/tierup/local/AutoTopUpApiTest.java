package ai.tierup.local;

import static ai.tierup.local.Customer.code;
import static ai.tierup.local.Customer.json;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.EmailAddress;
import ai.tierup.domain.account.MailHash;
import ai.tierup.functions.alert.AlertsHandler;
import ai.tierup.functions.autotopup.AutoTopUpsHandler;
import ai.tierup.functions.support.schedule.ScheduledHandler;
import ai.tierup.local.lambda.InvocationContext;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A customer with $100 sets up automatic top-ups, and the simulated Stripe pays, declines, or wants the customer. */
@Tag("service")
class AutoTopUpApiTest {

    private static final String PATH = "/v1/account/auto-top-up";
    private static final String RULE = "{\"threshold_usd\": \"150\", \"amount_usd\": 60, \"max_per_day\": 2}";
    private static PaidService service;
    private static int accounts;

    private final String address = "auto-" + ++accounts + "@example.com";
    private final Customer customer = withAddress();

    @BeforeAll
    static void start() throws IOException {
        service = new PaidService();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private Customer withAddress() {
        var id = new AccountId("auto-" + accounts);
        var contact = new Account.Contact(
                EmailAddress.parse(address).orElseThrow(), new MailHash("%064x".formatted(accounts)));
        service.api.service.bean(Accounts.class).add(new Account(id, Instant.now(), contact));
        return Customer.open(service.api, id.value());
    }

    private static void run(ScheduledHandler job) {
        job.handleRequest(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new InvocationContext("test", Instant.now().plusSeconds(110), Clock.systemUTC(), () -> false));
    }

    /** Runs the jobs until {@code isDone}. */
    private static void runUntil(Callable<Boolean> isDone) throws Exception {
        var context = service.api.service.bean(ApplicationContext.class);
        for (var run = 0; run < 100; run++) {
            if (isDone.call()) {
                return;
            }
            run(new AutoTopUpsHandler(context));
            run(new AlertsHandler(context));
        }
        throw new AssertionError("It was not done");
    }

    private static String outbox() throws Exception {
        return RunningService.HTTP
                .send(HttpRequest.newBuilder(service.api.service.outbox()).build(), BodyHandlers.ofString())
                .body();
    }

    /** Pays for a top-up of $5 whose card is saved, and returns the checkout. */
    private void saveCard() throws Exception {
        var placed =
                json(customer.send("POST", "/v1/wallet/top-ups", "{\"amount_usd\": 5, \"save_payment_method\": true}"));
        pay(placed.path("id").asText());
    }

    private static void pay(String topUp) throws Exception {
        var session = service.stripe.sessions().stream()
                .filter(found -> found.path("client_reference_id").asText().equals(topUp))
                .findFirst()
                .orElseThrow();
        service.stripe.pay(session.path("id").asText());
        service.awaitDeliveries();
    }

    private String cash() throws Exception {
        return customer.read("/v1/wallet").path("cash_usd").asText();
    }

    private String status() throws Exception {
        return customer.read(PATH).path("status").asText();
    }

    @Test
    void theyAreOffAtFirst() throws Exception {
        assertThat(customer.read(PATH).toString())
                .isEqualTo("{\"object\":\"auto_top_up\",\"status\":\"off\",\"threshold_usd\":null,\"amount_usd\":null,"
                        + "\"max_per_day\":null,\"charged_today\":0,\"failures\":0,\"paused_reason\":null,"
                        + "\"payment_method_saved\":false}");
    }

    @Test
    void aRuleIsReadAsItWasSetAndEnded() throws Exception {
        var set = json(customer.send("PUT", PATH, RULE));

        assertThat(set.toString())
                .isEqualTo("{\"object\":\"auto_top_up\",\"status\":\"needs_payment_method\","
                        + "\"threshold_usd\":\"150.000000000\",\"amount_usd\":\"60.000000000\",\"max_per_day\":2,"
                        + "\"charged_today\":0,\"failures\":0,\"paused_reason\":null,\"payment_method_saved\":false}");
        assertThat(customer.read(PATH)).isEqualTo(set);

        assertThat(customer.send("DELETE", PATH, "").statusCode()).isEqualTo(204);
        assertThat(status()).isEqualTo("off");
        assertThat(customer.read("/v1/audit").findValuesAsText("action"))
                .contains("auto_top_up.changed", "auto_top_up.stopped");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"amount_usd": 25, "max_per_day": 2}                               | threshold_usd
            {"threshold_usd": 0, "amount_usd": 25, "max_per_day": 2}           | threshold_usd
            {"threshold_usd": -1, "amount_usd": 25, "max_per_day": 2}          | threshold_usd
            {"threshold_usd": 1001, "amount_usd": 25, "max_per_day": 2}        | threshold_usd
            {"threshold_usd": 5, "max_per_day": 2}                             | amount_usd
            {"threshold_usd": 5, "amount_usd": 4.99, "max_per_day": 2}         | amount_usd
            {"threshold_usd": 5, "amount_usd": "25.001", "max_per_day": 2}     | amount_usd
            {"threshold_usd": 5, "amount_usd": 25}                             | max_per_day
            {"threshold_usd": 5, "amount_usd": 25, "max_per_day": 0}           | max_per_day
            {"threshold_usd": 5, "amount_usd": 25, "max_per_day": 11}          | max_per_day
            {"threshold_usd": 5, "amount_usd": 25, "max_per_day": "2"}         | max_per_day
            {"threshold_usd": 5, "amount_usd": 25, "max_per_day": 2, "on": 1}  | on
            """)
    void aBadFieldIsNamedAndChangesNothing(String body, String param) throws Exception {
        var answer = customer.send("PUT", PATH, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).at("/error/param").asText()).isEqualTo(param);
        assertThat(status()).isEqualTo("off");
    }

    @Test
    void aKeyThatMayOnlyReadChangesNothing() throws Exception {
        var reader = customer.withNewKey("{\"name\": \"reader\", \"scopes\": [\"account:read\"]}");

        assertThat(code(reader.send("PUT", PATH, RULE))).isEqualTo("403 scope_missing");
        assertThat(code(reader.send("DELETE", PATH, ""))).isEqualTo("403 scope_missing");
        assertThat(reader.read(PATH).path("status").asText()).isEqualTo("off");
    }

    @Test
    void saveMustBeTrueOrFalse() throws Exception {
        var answer =
                customer.send("POST", "/v1/wallet/top-ups", "{\"amount_usd\": 5, \"save_payment_method\": \"yes\"}");
        assertThat(json(answer).at("/error/param").asText()).isEqualTo("save_payment_method");
    }

    @Test
    void aLowBalanceIsToppedUpFromTheSavedCardAsOftenAsAllowed() throws Exception {
        service.stripe.endCharges("pay");
        customer.send("PUT", PATH, "{\"threshold_usd\": \"500\", \"amount_usd\": 60, \"max_per_day\": 2}");
        saveCard();

        runUntil(() -> cash().equals("225.000000000"));
        var context = service.api.service.bean(ApplicationContext.class);
        run(new AutoTopUpsHandler(context));
        run(new AutoTopUpsHandler(context));

        assertThat(cash()).isEqualTo("225.000000000");
        assertThat(customer.read(PATH).path("status").asText()).isEqualTo("active");
        assertThat(customer.read("/v1/wallet/top-ups").findValuesAsText("status"))
                .containsExactly("paid", "paid", "paid");
        assertThat(customer.read("/v1/audit").findValuesAsText("action"))
                .contains("payment_method.saved", "wallet.top_up_placed");
    }

    @Test
    void aBankThatWantsTheCustomerIsAnsweredByTheCheckoutOfTheMail() throws Exception {
        service.stripe.endCharges("confirm");
        customer.send("PUT", PATH, RULE);
        saveCard();

        runUntil(() -> outbox().contains("To: " + address));
        var paused = customer.read(PATH);
        assertThat(paused.path("status").asText()).isEqualTo("paused");
        assertThat(paused.path("paused_reason").asText()).isEqualTo("authentication_required");
        assertThat(cash()).isEqualTo("105.000000000");
        var open = customer.read("/v1/wallet/top-ups").path("data").get(0);
        assertThat(outbox())
                .contains("Subject: Your TierUp account was not topped up")
                .contains(open.path("checkout_url").asText());

        service.stripe.endCharges("pay");
        pay(open.path("id").asText());

        assertThat(status()).isEqualTo("active");
        assertThat(cash()).isEqualTo("165.000000000");
    }

    @Test
    void aDeclinedCardIsAFailureAndNoMoney() throws Exception {
        service.stripe.endCharges("decline");
        customer.send("PUT", PATH, RULE);
        saveCard();

        runUntil(() -> customer.read(PATH).path("failures").asInt() == 1);

        assertThat(status()).isEqualTo("active");
        assertThat(customer.read(PATH).path("charged_today").asInt()).isZero();
        assertThat(cash()).isEqualTo("105.000000000");
        assertThat(customer.read("/v1/wallet/top-ups").at("/data/0/status").asText())
                .isEqualTo("failed");
    }

    @Test
    void anEndDeletesTheCardAtStripe() throws Exception {
        saveCard();
        var payment = service.stripe.payments().getFirst();
        customer.send("DELETE", PATH, "");

        runUntil(() -> service.stripe
                .find(payment.path("payment_method").asText())
                .orElseThrow()
                .path("customer")
                .isNull());

        assertThat(customer.read(PATH).path("payment_method_saved").asBoolean()).isFalse();
    }
}
