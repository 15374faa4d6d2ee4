package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.local.RunningService.Api;
import ai.tierup.local.lambda.Handlers;
import ai.tierup.local.lambda.InvocationContext;
import ai.tierup.operator.service.ServiceContext;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Compares each function's requests to DynamoDB with its role, because no local DynamoDB enforces roles. */
@Tag("service")
@ExtendWith(RunningService.class)
class RightsTest {

    private static final AccountId ACCOUNT = new AccountId("load-16");

    private static final Map<String, String> TABLES = Map.of(
            "WalletsTable", "wallets",
            "LedgerTable", "ledger",
            "DirectoryTable", "directory",
            "TransientTable", "transient");

    private static final Pattern RESOURCE = Pattern.compile("(?:\\$\\{)?(\\w+Table)\\.Arn}?(.*)");

    private static JsonNode resources() throws IOException {
        return new ObjectMapper(new YAMLFactory())
                .readTree(RunningService.HOME.resolve("template.yaml").toFile())
                .path("Resources");
    }

    /** The rights on tables that the template gives a function. */
    static Set<String> allowed(String function) throws IOException {
        var allowed = new TreeSet<String>();
        for (var statement : resources().at("/" + function + "Role/Properties/Policies/0/PolicyDocument/Statement")) {
            // "WalletsTable.Arn" for a table, or "${LedgerTable.Arn}/index/byTime" for an index.
            var resource = RESOURCE.matcher(statement.path("Resource").asText());
            if (resource.matches()) {
                var table = TABLES.get(resource.group(1)) + resource.group(2);
                var keys = statement.at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys");
                for (var action : statement.path("Action")) {
                    var right = table + " " + action.asText().replace("dynamodb:", "");
                    if (keys.isEmpty()) {
                        allowed.add(right);
                    }
                    keys.forEach(key -> allowed.add(right + " " + key.asText()));
                }
            }
        }
        return allowed;
    }

    /** Creates a new context, as on AWS, so that all caches are empty. */
    private static ApplicationContext context(Api api) {
        return context(api, Map.of());
    }

    static ApplicationContext context(Api api, Map<String, String> stripe) {
        return ServiceContext.start(
                List.of(new CapturingJournal()),
                ServiceContext.LOCAL_TABLES,
                Map.of(
                        "AWS_ENDPOINT_URL",
                        api.service.dynamoDb().toString(),
                        "TIERUP_UPSTREAM_URL",
                        api.simulator().baseUrl().toString(),
                        "TIERUP_UPSTREAM_KEY",
                        "none",
                        "TIERUP_HMAC_KEY",
                        "00".repeat(32),
                        "TIERUP_SEALING_KEYS",
                        "k1=" + "00".repeat(32),
                        "TIERUP_STAGE",
                        "local"),
                stripe);
    }

    static Object handler(String function, ApplicationContext context) throws IOException {
        return Handlers.create(
                resources().at("/" + function + "/Properties/Handler").asText(), context);
    }

    static String stream(String function, ApplicationContext context, InputStream event) throws IOException {
        var out = new ByteArrayOutputStream();
        var invocation = new InvocationContext("test", Instant.now().plusSeconds(50), Clock.systemUTC(), () -> false);
        ((RequestStreamHandler) handler(function, context)).handleRequest(event, out, invocation);
        return out.toString(UTF_8);
    }

    private static void assertWithinRole(String function, Set<String> used) throws IOException {
        assertThat(allowed(function)).as("rights of %s", function).containsAll(used);
    }

    private static String chat(Api api, ApplicationContext context, String idempotencyKey, String body)
            throws IOException {
        return chat(api.key(ACCOUNT.value()).reveal(), context, idempotencyKey, body);
    }

    private static String chat(String key, ApplicationContext context, String idempotencyKey, String body)
            throws IOException {
        var event = RunningService.JSON.createObjectNode();
        event.put("httpMethod", "POST").put("path", "/v1/chat/completions").put("body", body);
        event.putObject("headers").put("authorization", "Bearer " + key).put("idempotency-key", idempotencyKey);
        return stream(
                "Inference", context, new ByteArrayInputStream(event.toString().getBytes(UTF_8)));
    }

    @Test
    void chatStaysWithinItsRole(Api api) throws Exception {
        var tools = "\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"f\", \"parameters\": {}}}]";
        var ask = "{\"role\": \"user\", \"content\": \"What time is it?\"}";
        try (var context = context(api)) {
            var used = UsedRights.of(() -> {
                var answer = chat(
                        api,
                        context,
                        "rights-1",
                        "{\"model\": \"tier-2\", %s, \"messages\": [%s]}".formatted(tools, ask));
                var call = Pattern.compile("\"id\":\"(call_[^\"]+)\"").matcher(answer);
                assertThat(call.find()).as(answer).isTrue();
                chat(api, context, "rights-2", """
                    {"model": "tier-2", %s, "messages": [%s,
                     {"role": "assistant", "tool_calls": [{"id": "%s", "type": "function", "function": {"name": "f", "arguments": "{}"}}]},
                     {"role": "tool", "tool_call_id": "%s", "content": "noon"}]}\
                    """.formatted(tools, ask, call.group(1), call.group(1)));
                return chat(
                        api,
                        context,
                        "rights-3",
                        "{\"model\": \"tier-2\", \"messages\": [%s]}"
                                .formatted(ask.replace("What", "[[simulate:status=500]]")));
            });

            assertThat(used)
                    .contains(
                            "wallets UpdateItem W#*",
                            "wallets UpdateItem DAY#*",
                            "ledger PutItem A#*#20??????",
                            "directory GetItem",
                            "transient PutItem",
                            "transient BatchGetItem",
                            "transient DeleteItem");
            assertWithinRole("Inference", used);
        }
    }

    @Test
    void chatByAKeyWithSoftLimitsStaysWithinItsRole(Api api) throws Exception {
        var body = "{\"model\": \"tier-2\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}";
        var key = Customer.open(api, "rights-pace")
                .withNewKey("{\"name\": \"ci\", \"requests_per_minute\": 1, \"tokens_per_minute\": 9,"
                        + " \"concurrent_requests\": 1}");
        try (var context = context(api)) {
            var used = UsedRights.of(() -> {
                assertThat(chat(key.secret(), context, "rights-4", body)).contains("x-ratelimit-limit-tokens");
                return chat(key.secret(), context, "rights-5", body);
            });

            assertThat(used).contains("transient UpdateItem PACE#*", "transient BatchGetItem");
            assertWithinRole("Inference", used);
        }
    }

    /** The only parameter of a path that has one, such as {@code ?group_by=team}. */
    private static Map<String, String> query(String path) {
        var parts = path.split("[?=]", -1);
        return parts.length == 3 ? Map.of(parts[1], parts[2]) : Map.of();
    }

    private static void assertAnswersWithinRole(
            Api api, String function, String method, String path, Map<String, String> parameters, String body)
            throws Exception {
        try (var context = context(api)) {
            @SuppressWarnings("unchecked")
            var handler = (RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent>)
                    handler(function, context);
            var event = new APIGatewayProxyRequestEvent()
                    .withHttpMethod(method)
                    .withPath(path.replaceFirst("[?].*", ""))
                    .withQueryStringParameters(query(path))
                    .withPathParameters(parameters)
                    .withHeaders(
                            Map.of("authorization", "Bearer " + api.key("demo").reveal()))
                    .withBody(body);
            var used = UsedRights.of(() -> {
                var answer = handler.handleRequest(
                        event,
                        new InvocationContext("test", Instant.now().plusSeconds(29), Clock.systemUTC(), () -> false));
                assertThat(answer.getStatusCode()).as(path).isEqualTo(path.contains("req_") ? 404 : 200);
                return answer;
            });
            assertWithinRole(function, used);
        }
    }

    @Test
    void bufferedRoutesStayWithinTheirRoles(Api api) throws Exception {
        assertAnswersWithinRole(api, "Models", "GET", "/v1/models", Map.of(), "");
        assertAnswersWithinRole(api, "Tiers", "GET", "/v1/tiers", Map.of(), "");
        assertAnswersWithinRole(api, "Tiers", "GET", "/v1/status", Map.of(), "");
        assertAnswersWithinRole(api, "Wallet", "GET", "/v1/wallet", Map.of(), "");
        assertAnswersWithinRole(api, "Wallet", "GET", "/v1/wallet/entries", Map.of(), "");
        assertAnswersWithinRole(
                api, "Wallet", "PUT", "/v1/wallet/daily-limit", Map.of(), "{\"daily_limit_usd\": null}");
        assertAnswersWithinRole(api, "Usage", "GET", "/v1/usage", Map.of(), "");
        assertAnswersWithinRole(api, "Usage", "GET", "/v1/usage/requests", Map.of(), "");
        var id = "req_0123456789abcdef";
        assertAnswersWithinRole(api, "Usage", "GET", "/v1/usage/requests/" + id, Map.of("id", id), "");
        assertAnswersWithinRole(api, "AuditEvents", "GET", "/v1/audit", Map.of(), "");
        assertAnswersWithinRole(api, "Site", "GET", "/", Map.of(), "");
    }

    @Test
    void managingKeysStaysWithinItsRole(Api api) throws Exception {
        var limits = "{\"name\": \"rights\", \"daily_limit_usd\": 1}";
        assertAnswersWithinRole(api, "Keys", "POST", "/v1/keys", Map.of(), limits);
        var keys = api.service.bean(ApiKeys.class).list(new AccountId("demo"));
        var key = Map.of("id", keys.getFirst().key().id().value());
        assertAnswersWithinRole(api, "Keys", "GET", "/v1/keys", Map.of(), "");
        assertAnswersWithinRole(api, "Keys", "PATCH", "/v1/keys/" + key.get("id"), key, limits);
        var team = Map.of("name", "rights");
        assertAnswersWithinRole(api, "Keys", "PUT", "/v1/teams/rights", team, "{\"daily_limit_usd\": 1}");
        assertAnswersWithinRole(api, "Keys", "GET", "/v1/teams", Map.of(), "");
        assertAnswersWithinRole(api, "Keys", "DELETE", "/v1/teams/rights", team, "");
        assertAnswersWithinRole(api, "Usage", "GET", "/v1/usage?group_by=team", Map.of(), "");
        assertAnswersWithinRole(api, "Keys", "DELETE", "/v1/keys/" + key.get("id"), key, "");
    }

    @Test
    void changingAlertsStaysWithinItsRole(Api api) throws Exception {
        assertAnswersWithinRole(api, "Account", "GET", "/v1/account/alerts", Map.of(), "");
        assertAnswersWithinRole(api, "Account", "PUT", "/v1/account/alerts", Map.of(), "{\"budgets\": true}");
    }

    @Test
    void alertsStayWithinTheirRole(Api api) throws Exception {
        var expected = Set.of(
                "directory ConditionCheckItem",
                "directory PutItem ALERTS#*",
                "directory PutItem DELIVERIES",
                "directory DeleteItem DELIVERIES",
                "ledger PutItem A#*#L");
        try (var context = context(api)) {
            PendingAlerts.add(api.service, ACCOUNT);
            var used = UsedRights.of(() -> stream("Alerts", context, InputStream.nullInputStream()));

            assertThat(used).containsAll(expected);
            assertWithinRole("Alerts", used);
        }
    }

    @Test
    void theWatchOfACanaryStaysWithinItsRoles() throws Exception {
        try (var api = new Api(Map.of())) {
            PlantedCanary.start(api, 50);
            try (var context = context(api)) {
                var inference = UsedRights.of(() -> chat(api, context, "canary", PlantedCanary.BODY));
                assertThat(inference).contains("transient UpdateItem CANARY#*");
                assertWithinRole("Inference", inference);
            }
            var rollBack = Set.of("directory PutItem TIERS", "directory PutItem AUDIT#*", "ledger PutItem L#*");
            try (var context = context(api)) {
                PlantedCanary.start(api, 50);
                PlantedCanary.serveUntilStopped(api);
                var used = UsedRights.of(() -> stream("PoolGauge", context, InputStream.nullInputStream()));
                assertThat(used).containsAll(rollBack);
                assertWithinRole("PoolGauge", used);
            }
        }
    }

    @Test
    void jobsStayWithinTheirRoles(Api api) throws Exception {
        AbandonedHold.place(api.service, ACCOUNT);
        OverdueCredits.open(api.service);
        for (var function : new String[] {"Sweeper", "GuardrailReset", "Credits", "PoolGauge", "Audit", "Assess"}) {
            try (var context = context(api)) {
                var used = UsedRights.of(() -> stream(function, context, InputStream.nullInputStream()));

                assertThat(used).isNotEmpty();
                assertWithinRole(function, used);
            }
        }
    }
}
