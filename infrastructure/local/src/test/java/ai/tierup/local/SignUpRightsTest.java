package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.access.Mail;
import ai.tierup.domain.access.Mailer;
import ai.tierup.local.RunningService.Api;
import ai.tierup.local.lambda.InvocationContext;
import ai.tierup.operator.service.ServiceContext;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks that signing up, exporting and deleting an account use exactly the rights of their roles. */
@Tag("service")
@ExtendWith(RunningService.class)
class SignUpRightsTest {

    private final List<Mail> mails = new ArrayList<>();
    private final Api api;
    private ApplicationContext context;

    SignUpRightsTest(Api api) {
        this.api = api;
    }

    @BeforeEach
    void start() {
        Mailer mailer = mails::add;
        context = ServiceContext.start(
                List.of(new CapturingJournal(), mailer),
                ServiceContext.LOCAL_TABLES,
                Map.of(
                        "AWS_ENDPOINT_URL",
                        api.service.dynamoDb().toString(),
                        "TIERUP_UPSTREAM_URL",
                        "http://127.0.0.1:1",
                        "TIERUP_UPSTREAM_KEY",
                        "none",
                        "TIERUP_HMAC_KEY",
                        "00".repeat(32),
                        "TIERUP_SEALING_KEYS",
                        "k1=" + "00".repeat(32),
                        "TIERUP_ACCESS_KEY",
                        "01".repeat(32)));
    }

    @AfterEach
    void stop() {
        context.close();
    }

    private JsonNode send(String function, String method, String path, Map<String, String> headers, String body)
            throws IOException {
        @SuppressWarnings("unchecked")
        var handler = (RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent>)
                RightsTest.handler(function, context);
        var answer = handler.handleRequest(
                new APIGatewayProxyRequestEvent()
                        .withHttpMethod(method)
                        .withPath(path)
                        .withHeaders(headers)
                        .withBody(body)
                        .withRequestContext(new APIGatewayProxyRequestEvent.ProxyRequestContext()
                                .withIdentity(
                                        new APIGatewayProxyRequestEvent.RequestIdentity().withSourceIp("192.0.2.7"))),
                new InvocationContext("test", Instant.now().plusSeconds(29), Clock.systemUTC(), () -> false));
        assertThat(answer.getStatusCode()).as(path + " " + answer.getBody()).isBetween(200, 299);
        return RunningService.JSON.readTree(Objects.requireNonNullElse(answer.getBody(), ""));
    }

    /** Signs up with a proof of work, and returns the session. */
    private String signUp(String address) throws IOException {
        var proof = SolvedProof.of(send("SignUp", "GET", "/v1/sign-up/proof", Map.of(), ""));
        var challenge = send(
                "SignUp",
                "POST",
                "/v1/sign-up",
                Map.of(),
                "{\"email\": \"%s\", \"proof\": \"%s\"}".formatted(address, proof));
        var subject = mails.getLast().subject();
        var body = "{\"challenge_id\": \"%s\", \"code\": \"%s\"}"
                .formatted(challenge.path("challenge_id").asText(), subject.substring(subject.lastIndexOf(' ') + 1));
        return send("SignUp", "POST", "/v1/sign-up/verify", Map.of(), body)
                .path("session")
                .path("token")
                .asText();
    }

    @Test
    void theSignUpUsesExactlyTheRightsOfItsRole() throws Exception {
        var used = UsedRights.of(() -> signUp("rights@example.com"));
        // The credit is read only if the answer to its transaction was lost.
        used.add("directory GetItem");
        // It may update all items of this table.
        assertThat(used.remove("transient UpdateItem QUOTA#*")).isTrue();

        assertThat(used).isEqualTo(RightsTest.allowed("SignUp"));
    }

    @Test
    void theAccountIsReadExportedAndDeletedWithinItsRoles() throws Exception {
        var session = Map.of("authorization", "Bearer " + signUp("rights-too@example.com"));
        var other = Map.of("authorization", "Bearer " + signUp("rights-too@example.com"));
        var event = RunningService.JSON.createObjectNode();
        event.put("httpMethod", "GET").put("path", "/v1/account/export");
        event.set("headers", RunningService.JSON.valueToTree(session));

        var exporting = UsedRights.of(() -> RightsTest.stream(
                "Export", context, new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8))));
        event.put("path", "/v1/usage/export");
        var exportingUsage = UsedRights.of(() -> RightsTest.stream(
                "Export", context, new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8))));
        var deleting = UsedRights.of(() -> {
            send("Account", "GET", "/v1/account", session, "");
            send("Account", "DELETE", "/v1/sessions/current", other, "");
            return send("Account", "DELETE", "/v1/account", session, "");
        });

        assertThat(RightsTest.allowed("Export")).containsAll(exporting);
        assertThat(exporting).contains("ledger Query", "directory Query");
        assertThat(RightsTest.allowed("Export")).containsAll(exportingUsage);
        assertThat(exportingUsage).contains("ledger Query", "directory Query");
        assertThat(RightsTest.allowed("Account")).containsAll(deleting);
        assertThat(deleting).contains("directory UpdateItem MAIL#*", "directory DeleteItem APIKEY#*");
    }
}
