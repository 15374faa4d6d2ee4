package ai.tierup.local;

import static ai.tierup.local.Customer.json;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.books.Books;
import ai.tierup.domain.books.Movements;
import ai.tierup.domain.books.Statement;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.DayUsage;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageGroup;
import ai.tierup.domain.usage.UsageRollups;
import ai.tierup.domain.usage.UsageSum;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.functions.alert.AlertsHandler;
import ai.tierup.local.lambda.InvocationContext;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Compares the export of an account that uses everything with all that the tables have of it. {@code exported-rows.yaml} lists the kinds of
 * rows with their attributes: where each is in the export, or why it is not.
 */
@Tag("service")
class ExportedRowsTest {

    private static final List<String> TABLES = List.of("wallets", "ledger", "directory", "transient");

    /** The place of each attribute in the export, or the reason why it has none, by kind of row. */
    private static final Map<String, Map<String, String>> LISTED = listed();

    private static final String LONG_TEXT = "A conversation that is long enough to be repeated. ".repeat(200);

    private static PaidService service;

    private String session = "";
    private String account = "";

    private static Map<String, Map<String, String>> listed() {
        try (var file = ExportedRowsTest.class.getResourceAsStream("/exported-rows.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void start() throws IOException {
        service = new PaidService(Map.of("TIERUP_SIGN_UP_CREDITS_USD", "250"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static JsonNode send(String method, String path, String token, String body, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(service.api.url(path)))
                .header("content-type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        var answer = service.api.send(request);
        assertThat(answer.statusCode()).as(path + answer.body()).isBetween(200, 299);
        return json(answer);
    }

    private void signUp() throws Exception {
        var challenge = send("POST", "/v1/sign-up", "", "{\"email\": \"exported@example.com\"}");
        var mails = service.api
                .send(HttpRequest.newBuilder(service.api.service.outbox()).GET())
                .body();
        var code = Pattern.compile("To: exported@example.com\nSubject: Your TierUp code: ([0-9-]{9})\n")
                .matcher(mails);
        assertThat(code.find()).isTrue();
        var signedUp = send(
                "POST",
                "/v1/sign-up/verify",
                "",
                "{\"challenge_id\": \"%s\", \"code\": \"%s\"}"
                        .formatted(challenge.path("challenge_id").asText(), code.group(1)));
        session = signedUp.path("session").path("token").asText();
        account = signedUp.path("account_id").asText().substring("acc_".length());
    }

    /** Pays, sets everything that can be set, and asks through each API. */
    private void useEverything() throws Exception {
        send("PUT", "/v1/wallet/daily-limit", session, "{\"daily_limit_usd\": 90}");
        send("PUT", "/v1/account/alerts", session, """
            {"low_balance_usd": 5, "budgets": true, "new_networks": true, "revoked_keys": true, "email": true,
             "webhook_url": "https://hook.example/alerts"}\
            """);
        send("PUT", "/v1/account/models", session, "{\"aliases\": {\"claude-*\": \"tier-2\"}}");
        send("PUT", "/v1/account/responses", session, "{\"store\": true}");
        send("PUT", "/v1/teams/research", session, "{\"monthly_budget_usd\": 70, \"daily_limit_usd\": 60}");
        var made = send("POST", "/v1/keys", session, """
            {"name": "new", "team": "research", "scopes": ["inference", "account:read"],
             "allowed_tiers": ["tier-2"], "daily_limit_usd": 50, "monthly_budget_usd": 60, "requests_per_minute": 60,
             "tokens_per_minute": 100000, "concurrent_requests": 9, "expires_at": "2099-01-01T00:00:00Z"}\
            """);
        var key = made.path("key").asText();
        send("PATCH", "/v1/keys/" + made.path("id").asText(), session, "{\"name\": \"everything\"}");
        var revoked = send("POST", "/v1/keys", session, "{\"name\": \"revoked\"}");
        send("DELETE", "/v1/keys/" + revoked.path("id").asText(), session, "");
        send(
                "POST",
                "/v1/wallet/top-ups",
                session,
                "{\"amount_usd\": 25, \"save_payment_method\": true}",
                "Idempotency-Key",
                "paid-once");
        service.stripe.pay(service.session());
        service.awaitDeliveries();
        send(
                "PUT",
                "/v1/account/auto-top-up",
                session,
                "{\"threshold_usd\": 5, \"amount_usd\": 25, \"max_per_day\": 1}");
        send("POST", "/v1/chat/completions", key, """
            {"model": "tier-2", "messages": [{"role": "user", "content": "%s"}],
             "tools": [{"type": "function", "function": {"name": "look", "parameters": {"type": "object"}}}]}\
            """.formatted(LONG_TEXT), "Idempotency-Key", "asked-once");
        send("POST", "/v1/responses", key, "{\"model\": \"tier-2\", \"input\": \"Say hello.\"}");
        send(
                "POST",
                "/v1/messages",
                key,
                "{\"model\": \"tier-2\", \"max_tokens\": 99, \"messages\": [{\"role\": \"user\", \"content\":"
                        + " \"hi\"}]}");
    }

    /** A day that was closed, as the job of the night leaves it. */
    private void closeADay() {
        var day = LocalDate.parse("2026-01-02");
        var id = new AccountId(account);
        var movements = new Movements(Money.ofUsd("1"), Money.ZERO, 0, Map.of());
        service.api.service.bean(Books.class).close(new Statement(id, day, Money.ZERO, movements, 1, ""));
        var sum = new UsageSum(1, new TokenUsage(1, 1, 0), new Money(1));
        var group = new UsageGroup(TierId.TIER_2, new KeyId("key_0123456789abcdef"), "chat", Purse.CASH);
        service.api.service.bean(UsageRollups.class).add(id, new DayUsage(day, Map.of(group, sum)));
    }

    private static void findAlerts() {
        new AlertsHandler(service.api.service.bean(ApplicationContext.class))
                .handleRequest(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        new InvocationContext("test", Instant.now().plusSeconds(110), Clock.systemUTC(), () -> false));
    }

    /** The attributes of all rows that name the account, by the kind of row. */
    private Map<String, Set<String>> rows() {
        var kinds = new TreeMap<String, Set<String>>();
        var client = service.api.service.bean(DynamoDbClients.class).retrying();
        for (var table : TABLES) {
            for (var page : client.scanPaginator(scan -> scan.tableName(table))) {
                for (var item : page.items()) {
                    if (item.toString().contains(account) || item.toString().contains("exported@example.com")) {
                        kinds.computeIfAbsent(kind(table, item), kind -> new TreeSet<>())
                                .addAll(item.keySet());
                    }
                }
            }
        }
        kinds.values().forEach(names -> names.removeAll(Set.of("pk", "sk")));
        return kinds;
    }

    private String kind(String table, Map<String, AttributeValue> item) {
        var key = Stream.of("pk", "sk")
                .map(item::get)
                .filter(Objects::nonNull)
                .map(AttributeValue::s)
                .collect(Collectors.joining("/"));
        return table + " "
                + Arrays.stream(key.split("(?<=[#/])"))
                        .map(part -> part.matches("[A-Z]+[#/]?|-") ? part : part.replaceAll("[^#/]+", "*"))
                        .collect(Collectors.joining());
    }

    private static Map<String, String> attributesOf(String kind) {
        var listed = LISTED.getOrDefault(kind, Map.of());
        var like = listed.get("like");
        return like == null ? listed : attributesOf(like);
    }

    @Test
    void everyRowOfAnAccountIsExportedOrHasAReason() throws Exception {
        signUp();
        useEverything();
        closeADay();
        send("POST", "/v1/sign-up", "", "{\"email\": \"exported@example.com\"}");
        findAlerts();

        var export = send("GET", "/v1/account/export", session, "");
        var found = rows();

        assertThat(found.keySet())
                .as("kinds of rows")
                .isSubsetOf(LISTED.keySet())
                .hasSizeGreaterThan(25);
        found.forEach((kind, attributes) -> {
            var listed = attributesOf(kind);
            assertThat(attributes).as(kind).isSubsetOf(listed.keySet());
            for (var attribute : attributes) {
                var place = listed.getOrDefault(attribute, "");
                if (place.startsWith("/")) {
                    assertThat(export.at(place).isMissingNode())
                            .as("%s %s is missing at %s", kind, attribute, place)
                            .isFalse();
                }
            }
        });
    }
}
