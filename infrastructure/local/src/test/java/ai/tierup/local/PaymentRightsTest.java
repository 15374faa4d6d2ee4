package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks that functions that move money use all rights of their roles. {@link RightsTest} only checks that no function exceeds its role. */
@Tag("service")
class PaymentRightsTest {

    private static final String ACCOUNT = "load-01";

    private PaidService paid;
    private ApplicationContext context;

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
                .withHeaders(Map.of(
                        "authorization", "Bearer " + paid.api.key(ACCOUNT).reveal()));
    }

    private String placed() throws IOException {
        return placed("placed");
    }

    private String placed(String idempotencyKey) throws IOException {
        var request = request("POST", "/v1/wallet/top-ups").withBody("{\"amount_usd\": 25}");
        request.setHeaders(
                Map.of("authorization", "Bearer " + paid.api.key(ACCOUNT).reveal(), "idempotency-key", idempotencyKey));
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
        var used = UsedRights.of(() -> {
            var id = placed();
            answer("TopUp", request("GET", "/v1/wallet/top-ups/" + id).withPathParameters(Map.of("id", id)));
            answer("TopUp", request("GET", "/v1/wallet/top-ups"));
            placed("rights");
            var session = paid.session();
            paid.stripe.pay(session);
            return answer(
                    "TopUp", request("GET", "/top-ups/done").withQueryStringParameters(Map.of("session_id", session)));
        });

        assertThat(used).isEqualTo(RightsTest.allowed("TopUp"));
        assertThat(paid.cash(ACCOUNT)).isEqualTo("50.000000000");
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
        assertThat(paid.cash(ACCOUNT)).isEqualTo("45.000000000");
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
        assertThat(paid.cash(ACCOUNT)).isEqualTo("50.000000000");
    }
}
