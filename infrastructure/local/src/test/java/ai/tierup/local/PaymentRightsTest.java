package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.access.StartSession;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.autotopup.AutoTopUpRule;
import ai.tierup.domain.autotopup.ChangeAutoTopUp;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.SavedMethod;
import ai.tierup.domain.wallet.WalletLedger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks that functions that move money use all rights of their roles. {@link RightsTest} only checks that no function exceeds its role. */
@Tag("service")
class PaymentRightsTest {

    private PaidService paid;
    private ApplicationContext context;
    private AccountId account;
    private String key;

    @BeforeEach
    void start() throws IOException {
        paid = new PaidService();
        paid.stripe.lose(true);
        context = RightsTest.context(
                paid.api,
                Map.of(
                        "TIERUP_STRIPE_URL", paid.stripe.baseUrl().toString(),
                        "TIERUP_STRIPE_KEY", PaidService.KEY,
                        "TIERUP_STRIPE_WEBHOOK_SECRET", PaidService.SECRET));
        // A top-up releases the rest of a sign-up credit.
        account = OverdueCredits.open(paid.api.service).due();
        key = newKey();
    }

    private String newKey() {
        var secret = ApiKeySecret.generate(new SecureRandom());
        paid.api
                .service
                .bean(ApiKeys.class)
                .add(
                        secret.hash(),
                        ApiKey.unlimited(
                                KeyId.of(secret.hash()), account, "rights", Instant.now(), secret.shownPrefix()));
        return secret.reveal();
    }

    private Money cash() {
        return paid.api
                .service
                .bean(WalletLedger.class)
                .find(account)
                .orElseThrow()
                .cash();
    }

    @AfterEach
    void stop() {
        context.close();
        paid.close();
    }

    private APIGatewayProxyResponseEvent answer(String function, APIGatewayProxyRequestEvent event) throws IOException {
        @SuppressWarnings("unchecked")
        var handler = (RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent>)
                RightsTest.handler(function, context);
        var answer = handler.handleRequest(event, null);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        return answer;
    }

    private APIGatewayProxyRequestEvent request(String method, String path) {
        return new APIGatewayProxyRequestEvent()
                .withHttpMethod(method)
                .withPath(path)
                .withResource(path)
                .withPathParameters(Map.of())
                .withRequestContext(new APIGatewayProxyRequestEvent.ProxyRequestContext()
                        .withDomainName("api.example.com")
                        .withPath(path))
                .withHeaders(Map.of("authorization", "Bearer " + key));
    }

    private String placed() throws IOException {
        return placed("placed");
    }

    private String placed(String idempotencyKey) throws IOException {
        var request =
                request("POST", "/v1/wallet/top-ups").withBody("{\"amount_usd\": 25, \"save_payment_method\": true}");
        request.setHeaders(Map.of("authorization", "Bearer " + key, "idempotency-key", idempotencyKey));
        var answer = answer("TopUp", request);
        return RunningService.JSON.readTree(answer.getBody()).path("id").asText();
    }

    private void event(String type, String object) throws IOException {
        var body = PaidService.event(type, object);
        answer(
                "StripeWebhook",
                request("POST", "/webhooks/stripe")
                        .withBody(body)
                        .withHeaders(Map.of(
                                "stripe-signature", PaidService.signature(PaidService.SECRET, Instant.now(), body))));
    }

    @Test
    void topUpsUseExactlyTheRightsOfTheirRole() throws Exception {
        var session = context.getBean(StartSession.class)
                .start(account, Optional.empty())
                .token()
                .reveal();
        var used = UsedRights.of(() -> {
            var id = placed();
            answer("TopUp", request("GET", "/v1/wallet/top-ups/" + id).withPathParameters(Map.of("id", id)));
            answer("TopUp", request("GET", "/v1/wallet/top-ups"));
            key = session;
            answer("TopUp", request("GET", "/v1/wallet/top-ups"));
            placed("rights");
            var checkout = paid.session();
            paid.stripe.pay(checkout);
            return answer(
                    "TopUp", request("GET", "/top-ups/done").withQueryStringParameters(Map.of("session_id", checkout)));
        });

        assertThat(used).isEqualTo(RightsTest.allowed("TopUp"));
        assertThat(cash()).isEqualTo(Money.ofUsd("25"));
    }

    @Test
    void theWebhookUsesExactlyTheRightsOfItsRole() throws Exception {
        placed();
        var session = paid.session();
        paid.stripe.pay(session);
        var payment = paid.stripe.sessions().getFirst().path("payment_intent").asText();
        var dispute = "{\"id\": \"du_1\", \"object\": \"dispute\", \"payment_intent\": \"%s\"}".formatted(payment);

        var used = UsedRights.of(() -> {
            event(
                    "checkout.session.completed",
                    "{\"id\": \"%s\", \"object\": \"checkout.session\"}".formatted(session));
            paid.stripe.refund(session, OptionalLong.of(500));
            paid.stripe.dispute(session, OptionalLong.of(1000));
            event("charge.dispute.created", dispute);
            paid.stripe.closeDispute(session, true);
            event("charge.dispute.closed", dispute);
            return null;
        });

        assertThat(used).isEqualTo(RightsTest.allowed("StripeWebhook"));
        assertThat(cash()).isEqualTo(Money.ofUsd("20"));
    }

    @Test
    void reconciliationUsesExactlyTheRightsOfItsRole() throws Exception {
        placed();
        var session = paid.session();
        paid.stripe.pay(session);
        paid.stripe.dispute(session, OptionalLong.of(1000));
        paid.stripe.closeDispute(session, true);

        var used = UsedRights.of(() -> RightsTest.stream("Reconcile", context, InputStream.nullInputStream()));
        used.add("transient PutItem");

        // A mark is stored only if time runs out before the last wallet.
        assertThat(used).isEqualTo(RightsTest.allowed("Reconcile"));
        assertThat(cash()).isEqualTo(Money.ofUsd("25"));
    }

    @Test
    void automaticTopUpsUseExactlyTheRightsOfTheirRole() throws Exception {
        var change = paid.api.service.bean(ChangeAutoTopUp.class);
        var rule = new AutoTopUpRule(
                Money.ofUsd("1000"), Money.ofUsd("5"), 10, URI.create("https://api.example.com/top-ups/done"));
        change.set(Origin.OPERATOR, account, rule);
        placed();
        paid.stripe.pay(paid.session());
        var payment = paid.stripe.payments().getFirst();
        var card = new SavedMethod(
                payment.path("customer").asText(),
                payment.path("payment_method").asText());
        // Not by the checkout, which would release the sign-up credit before.
        change.keep(account, TopUpId.of(Instant.now(), 0), card);

        var used = UsedRights.of(() -> {
            run("pay");
            return run("confirm");
        });
        paid.api.service.bean(Accounts.class).close(account, Instant.now());
        used.addAll(UsedRights.of(() -> run("pay")));

        assertThat(used).isEqualTo(RightsTest.allowed("AutoTopUps"));
        assertThat(cash()).isEqualTo(Money.ofUsd("5"));
    }

    /** Runs the job. */
    private String run(String ending) throws IOException {
        paid.stripe.endCharges(ending);
        return RightsTest.stream("AutoTopUps", context, InputStream.nullInputStream());
    }
}
