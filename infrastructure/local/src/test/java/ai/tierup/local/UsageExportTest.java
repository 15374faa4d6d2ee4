package ai.tierup.local;

import static ai.tierup.local.Customer.code;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.functions.export.ExportHandler;
import ai.tierup.local.RunningService.Api;
import ai.tierup.local.lambda.InvocationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage as files of CSV and of JSON Lines. */
@Tag("service")
@ExtendWith(RunningService.class)
class UsageExportTest {

    private static final String FORMULA = "=HYPERLINK(\\\"http://evil.example\\\", \\\"x\\\")";
    private static int accounts;

    private final Customer customer;

    UsageExportTest(Api api) throws Exception {
        this.customer = Customer.open(api, "export-" + ++accounts);
        customer.chat("tier-2");
        customer.chat("tier-3");
        var formula = customer.withNewKey("{\"name\": \"%s\"}".formatted(FORMULA));
        formula.chat("tier-2");
        formula.send(
                "POST",
                "/v1/messages",
                "{\"model\": \"tier-2\", \"max_tokens\": 20, \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}");
    }

    private List<JsonNode> lines(String query) throws Exception {
        var lines = new ArrayList<JsonNode>();
        for (var line : customer.send("GET", "/v1/usage/export?format=jsonl" + query, "")
                .body()
                .lines()
                .toList()) {
            lines.add(RunningService.JSON.readTree(line));
        }
        return lines;
    }

    private static Money cost(Iterable<JsonNode> rows) {
        var sum = Money.ZERO;
        for (var row : rows) {
            sum = sum.plus(Money.ofUsd(row.path("cost_usd").asText()));
        }
        return sum;
    }

    @Test
    void walletSumsRecordsAndFilesAgreeToTheNano() throws Exception {
        var charged = Money.ofUsd(customer.read("/v1/wallet").path("debits_usd").asText());
        var rows = lines("");
        var records = customer.read("/v1/usage/requests").path("data");

        assertThat(charged).isGreaterThan(Money.ZERO);
        assertThat(cost(rows)).isEqualTo(charged);
        assertThat(cost(records)).isEqualTo(charged);
        for (var groups : List.of("day", "tier", "key", "team", "api", "purse", "day,tier,key,team,api,purse")) {
            var sums = customer.read("/v1/usage?group_by=" + groups);
            assertThat(sums.at("/total/cost_usd").asText()).isEqualTo(charged.usd());
            sums.path("data").forEach(sum -> ((ObjectNode) sum).remove("key"));
            assertThat(lines("&group_by=" + groups))
                    .isEqualTo(List.copyOf(sums.path("data").valueStream().toList()));
        }
    }

    @Test
    void rowsHaveAllThatRecordsHave() throws Exception {
        var rows = lines("");
        var records = customer.read("/v1/usage/requests").path("data");

        assertThat(rows).hasSize(4);
        for (var i = 0; i < 4; i++) {
            var record = (ObjectNode) records.get(3 - i);
            record.remove("object");
            var row = (ObjectNode) rows.get(i);
            assertThat(row.path("day").asText())
                    .isEqualTo(record.path("created_at").asText().substring(0, 10));
            row.remove(List.of("day", "key_name", "team"));
            assertThat(row).isEqualTo(record);
        }
    }

    @Test
    void aNameThatASpreadsheetWouldRunIsShownAsText() throws Exception {
        var csv = customer.send("GET", "/v1/usage/export", "");

        assertThat(csv.headers().firstValue("content-type")).contains("text/csv; charset=utf-8");
        assertThat(csv.headers().firstValue("content-disposition").orElseThrow())
                .matches("attachment; filename=\"tierup-usage-[0-9-]{10}-to-[0-9-]{10}\\.csv\"");
        assertThat(csv.body().split("\r\n"))
                .hasSize(5)
                .startsWith(
                        "id,day,created_at,tier,key_id,key_name,team,api,stream,outcome,finish_reason,prompt_tokens,"
                                + "repeated_prompt_tokens,completion_tokens,reasoning_tokens,token_source,cost_usd,purse,"
                                + "duration_ms,first_token_ms,held_usd");
        assertThat(csv.body()).contains(",\"'=HYPERLINK(\"\"http://evil.example\"\", \"\"x\"\")\",,chat,false,");
    }

    @Test
    void aFileIsContinuedAfterItsLastRow() throws Exception {
        var all = lines("");
        var found = new ArrayList<>(lines("&limit=1"));
        while (true) {
            var next = lines("&limit=1&after=" + found.getLast().path("id").asText());
            if (next.isEmpty()) {
                break;
            }
            found.addAll(next);
        }

        assertThat(found).isEqualTo(all);
        assertThat(lines("&tier=tier-2&api=chat&after="
                        + all.getFirst().path("id").asText()))
                .containsExactly(all.get(2));
        assertThat(lines("&api=messages&outcome=answered")).containsExactly(all.get(3));
        assertThat(lines("&group_by=tier&limit=1"))
                .singleElement()
                .satisfies(sum -> assertThat(sum.path("tier").asText()).isEqualTo("tier-2"));
    }

    @Test
    void aFileIsCompressedForThoseWhoAcceptIt() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(customer.api().url("/v1/usage/export")))
                .header("authorization", "Bearer " + customer.secret())
                .header("accept-encoding", "gzip, br");

        var answer = RunningService.HTTP.send(request.build(), BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
        try (var body = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(body.readAllBytes(), UTF_8))
                    .isEqualTo(customer.send("GET", "/v1/usage/export", "").body());
        }
    }

    @Test
    void aFileThatIsNotFinishedInTimeIsCutOff() throws Exception {
        var event = RunningService.JSON.createObjectNode();
        event.put("httpMethod", "GET").put("path", "/v1/usage/export");
        event.putObject("headers").put("authorization", "Bearer " + customer.secret());
        var output = new ByteArrayOutputStream();
        var clock = Clock.systemUTC();
        var handler = new ExportHandler(customer.api().service.bean(ApplicationContext.class));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> handler.handleRequest(
                        new ByteArrayInputStream(RunningService.JSON.writeValueAsBytes(event)),
                        output,
                        new InvocationContext("export", Instant.now().plusSeconds(2), clock, () -> false)));
        assertThat(output.toString(UTF_8)).contains("held_usd\r\n").doesNotContain("tier-2");
    }

    @ParameterizedTest
    @CsvSource({
        "format=xlsx, format",
        "limit=0, limit",
        "limit=1000001, limit",
        "limit=many, limit",
        "from=2026-11-02&to=2026-11-01, from",
        "from=2020-01-01&to=2026-11-01, from",
        "to=+999999999-12-31, to",
        "tier=gpt, tier",
        "group_by=model, group_by",
        "group_by=day&outcome=failed, outcome",
        "after=x, after",
        "after=req_0000000000000000, after",
    })
    void anInvalidQueryIsRefused(String query, String param) throws Exception {
        var answer = customer.send("GET", "/v1/usage/export?" + query, "");

        assertThat(code(answer)).isEqualTo("400 invalid_value");
        assertThat(Customer.json(answer).at("/error/param").asText()).isEqualTo(param);
    }

    @Test
    void theRequestOfAnotherAccountIsNoPlaceToContinue() throws Exception {
        var own = lines("&limit=1").getFirst();
        var stranger = Customer.open(customer.api(), "export-stranger-" + accounts);
        var id = own.path("id").asText();

        assertThat(code(stranger.send("GET", "/v1/usage/export?after=" + id, "")))
                .isEqualTo("400 invalid_value");
        assertThat(code(customer.send("GET", "/v1/usage/export?to=2026-11-01&after=" + id, "")))
                .isEqualTo("400 invalid_value");
        assertThat(code(customer.send("GET", "/v1/usage/export?group_by=day&after=" + id, "")))
                .isEqualTo("400 invalid_value");
        assertThat(code(customer.send(
                        "GET",
                        "/v1/usage/export?after="
                                + RequestId.of(Instant.now(), 7).publicName(),
                        "")))
                .isEqualTo("400 invalid_value");
    }

    @Test
    void whoeverMayNotReadTheAccountGetsNoFile() throws Exception {
        var inferrer = customer.withNewKey("{\"name\": \"x\", \"scopes\": [\"inference\"]}");

        assertThat(code(inferrer.send("GET", "/v1/usage/export", ""))).isEqualTo("403 scope_missing");
        assertThat(code(customer.with("tu-wrong").send("GET", "/v1/usage/export", "")))
                .isEqualTo("401 invalid_api_key");
        assertThat(code(customer.send("POST", "/v1/usage/export", ""))).isEqualTo("405 method_not_allowed");
    }
}
