package ai.tierup.local;

import static ai.tierup.local.Customer.code;
import static ai.tierup.local.Customer.json;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.EmailAddress;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.alert.Channel;
import ai.tierup.domain.alert.Deliveries;
import ai.tierup.domain.alert.Delivery;
import ai.tierup.functions.alert.AlertsHandler;
import ai.tierup.local.RunningService.Api;
import ai.tierup.local.lambda.InvocationContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.ApplicationContext;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A customer says what to be told of, and is told. */
@Tag("service")
@ExtendWith(RunningService.class)
class AlertsApiTest {

    private static final String PATH = "/v1/account/alerts";
    private static int accounts;

    private final Api api;
    private final Customer customer;

    AlertsApiTest(Api api) {
        this.api = api;
        this.customer = Customer.open(api, "alerts-" + ++accounts);
    }

    /** Opens an account with $100 and an e-mail address. */
    private Customer withAddress(String address) {
        var id = new AccountId("alerts-" + ++accounts);
        var contact = new Account.Contact(
                EmailAddress.parse(address).orElseThrow(), new MailHash("%064x".formatted(accounts)));
        api.service.bean(Accounts.class).add(new Account(id, Instant.now(), contact));
        return Customer.open(api, id.value());
    }

    private void runJob() {
        new AlertsHandler(api.service.bean(ApplicationContext.class))
                .handleRequest(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        new InvocationContext("test", Instant.now().plusSeconds(50), Clock.systemUTC(), () -> false));
    }

    private String outbox() throws Exception {
        return RunningService.HTTP
                .send(HttpRequest.newBuilder(api.service.outbox()).build(), BodyHandlers.ofString())
                .body();
    }

    /** Runs the job until the address has a mail. */
    private String mailTo(String address) throws Exception {
        for (var run = 0; run < 100; run++) {
            if (outbox().contains("To: " + address)) {
                return outbox();
            }
            runJob();
        }
        throw new AssertionError("No mail to " + address);
    }

    private List<Delivery> pending(Customer of) {
        return api.service.bean(Deliveries.class).due(Instant.now().plus(Duration.ofDays(1)), 1000).stream()
                .filter(delivery -> delivery.account().equals(of.account()))
                .toList();
    }

    @Test
    void everythingIsOffAtFirst() throws Exception {
        assertThat(customer.read(PATH).toString())
                .isEqualTo("{\"object\":\"alerts\",\"low_balance_usd\":null,\"budgets\":false,\"new_networks\":false,"
                        + "\"revoked_keys\":false,\"email\":false,\"webhook_url\":null}");
    }

    @Test
    void settingsAreReadAsTheyWereSetAndTheSecretIsShownOnce() throws Exception {
        var body = """
                {"low_balance_usd": "5.5", "budgets": true, "new_networks": null, "webhook_url": "https://example.com/hook?a=b"}""";

        var set = (ObjectNode) json(customer.send("PUT", PATH, body));
        var secret = set.remove("webhook_secret").asText();
        var again = json(customer.send("PUT", PATH, body));

        assertThat(secret).startsWith("whsec_").hasSize(50);
        assertThat(set.toString())
                .isEqualTo(
                        "{\"object\":\"alerts\",\"low_balance_usd\":\"5.500000000\",\"budgets\":true,\"new_networks\":false,"
                                + "\"revoked_keys\":false,\"email\":false,\"webhook_url\":\"https://example.com/hook?a=b\"}");
        assertThat(again).isEqualTo(set);
        assertThat(customer.read(PATH)).isEqualTo(set);
        assertThat(customer.read("/v1/audit").at("/data/0/action").asText()).isEqualTo("alerts.changed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"low_balance_usd": -1}                                    | low_balance_usd
            {"low_balance_usd": "a lot"}                               | low_balance_usd
            {"low_balance_usd": 1000001}                               | low_balance_usd
            {"budgets": "yes"}                                         | budgets
            {"email": true}                                            | email
            {"webhook_url": "http://example.com/hook"}                 | webhook_url
            {"webhook_url": "https://example.com:8443/hook"}           | webhook_url
            {"webhook_url": "https://127.0.0.1/hook"}                  | webhook_url
            {"webhook_url": "https://[::1]/hook"}                      | webhook_url
            {"webhook_url": "https://localhost/hook"}                  | webhook_url
            {"webhook_url": "https://169.254.169.254/latest"}          | webhook_url
            {"webhook_url": "https://user:secret@example.com/"}        | webhook_url
            {"webhook_url": 7}                                         | webhook_url
            {"budget": true}                                           | budget
            """)
    void aBadFieldIsNamedAndChangesNothing(String body, String param) throws Exception {
        var answer = customer.send("PUT", PATH, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).at("/error/param").asText()).isEqualTo(param);
        assertThat(customer.read(PATH).path("webhook_url").isNull()).isTrue();
    }

    @Test
    void aKeyThatMayOnlyReadChangesNothing() throws Exception {
        var reader = customer.withNewKey("{\"name\": \"reader\", \"scopes\": [\"account:read\"]}");

        assertThat(code(reader.send("PUT", PATH, "{\"budgets\": true}"))).isEqualTo("403 scope_missing");
        assertThat(reader.read(PATH).path("budgets").asBoolean()).isFalse();
    }

    @Test
    void aLowBalanceIsToldByMailOnce() throws Exception {
        var told = withAddress("low-balance@example.com");
        told.send("PUT", PATH, "{\"low_balance_usd\": 100.5, \"email\": true}");

        var mail = mailTo("low-balance@example.com");
        runJob();

        assertThat(mail)
                .contains("Subject: Your TierUp balance is below $100.50")
                .contains("The balance of your account is $100.00.");
        assertThat(outbox().split("To: low-balance@example.com", -1)).hasSize(2);
        assertThat(pending(told)).isEmpty();
    }

    @Test
    void aWebhookThatCannotBeReachedIsTriedAgainLater() throws Exception {
        customer.send("PUT", PATH, "{\"low_balance_usd\": 100.5, \"webhook_url\": \"https://hooks.invalid/\"}");
        for (var run = 0;
                run < 100 && pending(customer).stream().noneMatch(delivery -> delivery.attempts() > 0);
                run++) {
            runJob();
        }

        assertThat(pending(customer)).singleElement().satisfies(delivery -> {
            assertThat(delivery.channel()).isEqualTo(Channel.WEBHOOK);
            assertThat(delivery.attempts()).isEqualTo(1);
            assertThat(delivery.dueAt()).isAfter(Instant.now());
        });
    }
}
