package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.access.StartSession;
import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks that the playground uses no rights but those of the inference function. */
@Tag("service")
@ExtendWith(RunningService.class)
class PlaygroundRightsTest {

    private static final String HELLO =
            "{\"model\": \"tier-2\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}";

    private static ObjectNode event(String method, String path) {
        var event = RunningService.JSON.createObjectNode();
        event.put("httpMethod", method).put("resource", path).put("path", path);
        event.putObject("headers").put("content-type", "application/json");
        event.putObject("requestContext")
                .put("domainName", "tierup.example")
                .put("path", path)
                .putObject("identity")
                .put("sourceIp", "192.0.2.7");
        return event;
    }

    private static String send(ApplicationContext context, ObjectNode event) throws IOException {
        return RightsTest.stream(
                "Inference", context, new ByteArrayInputStream(event.toString().getBytes(UTF_8)));
    }

    @Test
    void aVisitorIsAnsweredWithinTheRole(Api api) throws Exception {
        try (var context = RightsTest.context(api, Map.of("TIERUP_VISIT_PROOF", "0"))) {
            var used = UsedRights.of(() -> {
                assertThat(send(context, event("GET", "/try/start"))).contains("\"open\":true");
                var answer = send(context, event("POST", "/try/chat").put("body", HELLO));
                assertThat(answer).contains("chat.completion");
                return answer;
            });

            assertThat(used).contains("transient UpdateItem QUOTA#*", "wallets UpdateItem W#*");
            assertThat(RightsTest.allowed("Inference")).containsAll(used);
        }
    }

    @Test
    void whoeverIsSignedInIsAnsweredWithinTheRole(Api api) throws Exception {
        var customer = Customer.open(api, "rights-try");
        var session = api.service.bean(StartSession.class).start(customer.account(), Optional.empty());
        try (var context = RightsTest.context(api, Map.of())) {
            var event = event("POST", "/try/chat").put("body", HELLO);
            event.withObject("/headers")
                    .put("origin", "https://tierup.example")
                    .put("cookie", "__Host-tierup=" + session.token().reveal());
            var used = UsedRights.of(() -> {
                var answer = send(context, event);
                assertThat(answer).contains("chat.completion");
                return answer;
            });

            assertThat(used).contains("transient GetItem SESSION#*");
            assertThat(RightsTest.allowed("Inference")).containsAll(used);
        }
    }
}
