package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import ai.tierup.operator.service.ServiceContext;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the deployed zip in separate processes, on AWS's runtime loop and on ours. AWS's native code is for Linux only. */
@Tag("package")
@EnabledOnOs(OS.LINUX)
class PackagedFunctionTest {

    private static final List<String> WORDS =
            IntStream.rangeClosed(1, 20).mapToObj("word-%d "::formatted).toList();

    private static final String NULS = "\0".repeat(8);

    @TempDir
    private static Path root;

    private static final Closer CLOSER = new Closer();
    private static Api api;
    private static SteppedUpstream upstream;
    private static PackagedFunction awsLoop;
    private static PackagedFunction ourLoop;

    @BeforeAll
    static void start() throws IOException {
        api = CLOSER.add(new Api(Map.of()));
        PackagedFunction.unpack(root);
        upstream = CLOSER.add(new SteppedUpstream(WORDS));
        awsLoop = CLOSER.add(PackagedFunction.onAwsLoop(root, PackagedFunction.CHAT, variables(api, upstream.url())));
        ourLoop = CLOSER.add(
                PackagedFunction.onOurLoop(root, variables(api, upstream.url()), PackagedFunction.LAMBDA_FLAGS));
    }

    @AfterAll
    static void end() {
        CLOSER.close();
    }

    static Map<String, String> variables(Api api, String upstreamUrl) {
        var variables = new HashMap<>(ServiceContext.LOCAL_TABLES);
        variables.put("AWS_ENDPOINT_URL", api.service.dynamoDb().toString());
        variables.put("TIERUP_UPSTREAM_URL", upstreamUrl);
        variables.put("TIERUP_UPSTREAM_KEY", "none");
        variables.put("TIERUP_HMAC_KEY", "00".repeat(32));
        variables.put("TIERUP_SEALING_KEYS", "k1=" + "00".repeat(32));
        return variables;
    }

    static String event(Api api, String account, boolean stream) throws IOException {
        var body = RunningService.JSON.createObjectNode().put("model", "tier-2").put("stream", stream);
        body.putArray("messages").addObject().put("role", "user").put("content", "Say twenty words.");
        if (stream) {
            body.putObject("stream_options").put("include_usage", true);
        }
        return PackagedFunction.chatEvent(api.key(account).reveal(), body.toString());
    }

    @Test
    void onOurLoopEachWordArrivesBeforeTheNextIsGenerated() throws Exception {
        var invocation = ourLoop.api().invoke(event(api, "load-01", true));

        for (var word : WORDS) {
            upstream.step();
            invocation.await("\"" + word + "\"");
        }
        upstream.step();
        var answer = invocation.awaitEnd();

        assertThat(answer)
                .startsWith("response\n{\"statusCode\":200,\"headers\":{\"content-type\":\"text/event-stream")
                .endsWith("data: [DONE]\n\n");
        assertThat(api.read("load-01", "/v1/wallet").path("open_holds").asInt()).isZero();
        assertThat(ourLoop.printed()).contains("\"event\":\"chat_ended\"").doesNotContain("ANSWER_NOT_TAKEN");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bothLoopsSendTheSameBytes(boolean stream) throws Exception {
        var event = event(api, "load-02", stream);

        upstream.releaseAll();
        var awsAnswer = awsLoop.api().invoke(event).awaitEnd();
        upstream.releaseAll();
        var ourAnswer = ourLoop.api().invoke(event).awaitEnd();

        assertThat(awsAnswer).contains("\"statusCode\":200", NULS, "word-1 ", "word-20 ", "\"prompt_tokens\":11");
        assertThat(comparable(ourAnswer)).isEqualTo(comparable(awsAnswer));
    }

    @Test
    void bothLoopsSendTheSameRefusal() throws Exception {
        var unknown = event(api, "load-02", true).replace(api.key("load-02").reveal(), "tu-nobody");

        var awsAnswer = awsLoop.api().invoke(unknown).awaitEnd();
        var ourAnswer = ourLoop.api().invoke(unknown).awaitEnd();

        assertThat(awsAnswer).contains("\"statusCode\":401", NULS, "\"invalid_api_key\"");
        assertThat(comparable(ourAnswer)).isEqualTo(comparable(awsAnswer));
    }

    /** Removes what differs between requests: ids, times, and the grouping of deltas into chunks. */
    private static String comparable(String answer) {
        return answer.replaceAll("(req_|chatcmpl-)[0-9a-z]+", "$1")
                .replaceAll("\"created\":\\d+", "\"created\":0")
                .replaceAll(
                        "\"},\"finish_reason\":null}],\"usage\":null}\n\ndata: \\{[^\n]*\"delta\":\\{\"content\":\"",
                        "");
    }

    @Test
    void bothLoopsAnswerAnInvalidEventAndServeTheNext() throws Exception {
        for (var function : List.of(awsLoop, ourLoop)) {
            var broken = function.api().invoke("[]").awaitEnd();
            upstream.releaseAll();
            var answer = function.api().invoke(event(api, "load-03", true)).awaitEnd();

            assertThat(broken).startsWith("response\n").contains(NULS + "{\"error\":{\"message\":");
            assertThat(answer).startsWith("response\n").endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void theInferenceFunctionServesAfterARehearsalAndARestore() throws Exception {
        try (var function = PackagedFunction.onOurLoop(
                root, withSnapshot(variables(api, upstream.url())), PackagedFunction.LAMBDA_FLAGS)) {
            upstream.releaseAll();

            var answer = function.api().invoke(event(api, "load-04", true)).awaitEnd();

            assertThat(answer).startsWith("response\n").endsWith("data: [DONE]\n\n");
            assertThat(function.printed()).doesNotContain("\"alarm\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "models.ModelsHandler, /v1/models",
        "tiers.TiersHandler, /v1/tiers",
        "wallet.WalletHandler, /v1/wallet",
        "usage.UsageHandler, /v1/usage",
        "keys.KeysHandler, /v1/keys",
        "auditlog.AuditLogHandler, /v1/audit",
        "site.SiteHandler, /healthz"
    })
    void theOtherFunctionsServeAfterARehearsalAndARestore(String handler, String path) throws Exception {
        assertRehearsesAndServes(handler, "GET", path, 200);
    }

    /** No function has payment keys here, except in its rehearsal. */
    @ParameterizedTest
    @CsvSource({
        "topup.TopUpHandler, GET, /top-ups/done, 200",
        "webhook.StripeWebhookHandler, POST, /webhooks/stripe, 503"
    })
    void paymentFunctionsAnswerAfterARehearsalAndARestore(String handler, String method, String path, int status)
            throws Exception {
        assertRehearsesAndServes(handler, method, path, status);
    }

    private void assertRehearsesAndServes(String handler, String method, String path, int status) throws Exception {
        try (var function = PackagedFunction.onAwsLoop(
                root, "ai.tierup.functions." + handler, withSnapshot(variables(api, upstream.url())))) {
            var event = (ObjectNode) RunningService.JSON.readTree(event(api, "load-04", false));
            event.put("httpMethod", method)
                    .put("resource", path)
                    .put("path", path)
                    .putNull("body");

            var answer = function.api().invoke(event.toString()).awaitEnd();

            assertThat(answer).startsWith("response\n").contains("\"statusCode\":" + status);
            assertThat(function.printed()).doesNotContain("\"alarm\"");
        }
    }

    /** Secrets Manager is asked at the endpoint of DynamoDB Local, which has no secret. */
    @Test
    void withoutASecretARequestIsRefusedBeforeAHoldIsPlaced() throws Exception {
        var variables = variables(api, upstream.url());
        variables.keySet().removeAll(List.of("TIERUP_UPSTREAM_KEY", "TIERUP_HMAC_KEY", "TIERUP_SEALING_KEYS"));
        variables.putAll(Map.of("TIERUP_SECRETS", "tierup", "AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b"));
        try (var function = PackagedFunction.onOurLoop(root, variables, PackagedFunction.LAMBDA_FLAGS)) {
            var answer = function.api().invoke(event(api, "load-05", true)).awaitEnd();

            assertThat(answer).startsWith("response\n").contains("\"statusCode\":503", "\"service_unavailable\"");
            assertThat(function.printed().lines())
                    .filteredOn(line -> line.contains("\"alarm\""))
                    .singleElement()
                    .asString()
                    .contains("SECRETS_UNAVAILABLE");
            assertThat(api.read("load-05", "/v1/wallet").path("debits_usd").asText())
                    .isEqualTo("0.000000000");
        }
    }

    private static Map<String, String> withSnapshot(Map<String, String> variables) {
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        return variables;
    }

    @Test
    void aMissingSettingIsReportedAndEndsTheFunction() throws Exception {
        var variables = variables(api, upstream.url());
        variables.remove("WALLETS_TABLE");
        try (var function = PackagedFunction.onOurLoop(root, variables, PackagedFunction.LAMBDA_FLAGS)) {
            assertThat(function.process().waitFor()).isEqualTo(1);
            assertThat(function.printed())
                    .contains("\"alarm\":\"START_FAILED\",\"subject\":\"WALLETS_TABLE must be set\"")
                    .doesNotContain("\tat ");
        }
    }
}
