package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.RunningService.Api;
import ai.tierup.local.seed.LocalCommandLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The operator's commands on the tables of the running service. */
@Tag("service")
@ExtendWith(RunningService.class)
class OperatorTest {

    /** The accounts of the seed, and those that other tests of the same service have opened. */
    private static final Pattern ACCOUNTS = Pattern.compile("\\d{2,} accounts: credits \\$.*", Pattern.DOTALL);

    private static final AccountId ACCOUNT = new AccountId("load-14");
    private static final String HELLO =
            "{\"model\": \"tier-2\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Map<String, String> variables, String... arguments) {
        return LocalCommandLine.of(
                        new Variables(variables),
                        RunningService.HOME,
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .run(List.of(arguments));
    }

    /** Runs a command that finds the service by its {@code service.json}. */
    private int runOnService(Api api, String... arguments) {
        return run(Map.of("TIERUP_DATA_DIR", api.folder.toString()), arguments);
    }

    private String printed() {
        return out.toString(UTF_8);
    }

    private static LedgerRow rowOf(Api api) throws Exception {
        assertThat(api.chat(ACCOUNT.value(), HELLO).statusCode()).isEqualTo(200);
        return LedgerRow.firstChargedToday(api.service, ACCOUNT);
    }

    @Test
    void anAuditWithoutFindingsSucceeds(Api api) throws Exception {
        rowOf(api);

        var exit = runOnService(api, "audit");

        assertThat(printed()).matches(ACCOUNTS).contains("All of them add up");
        assertThat(exit).isZero();
    }

    @Test
    void anAuditReportsARowWithAChangedCost(Api api) throws Exception {
        var row = rowOf(api);
        row.set("cost", 0);

        var exit = runOnService(api, "audit");
        row.restore();

        assertThat(exit).isEqualTo(1);
        assertThat(printed().lines())
                .contains(
                        "1 of them do not add up. The first is load-14:",
                        "  Row " + row.name() + " was changed after it was put")
                .anyMatch(line -> line.startsWith("  The wallet's debits are $"));
    }

    @Test
    void anAuditReportsAMissingRow(Api api) throws Exception {
        var row = rowOf(api);
        row.delete();

        var exit = runOnService(api, "audit");
        row.restore();

        assertThat(exit).isEqualTo(1);
        assertThat(printed()).contains("load-14", "the ledger's rows come to");
    }

    @Test
    void anAuditReportsAnUnreadableRowAndContinues(Api api) throws Exception {
        var row = rowOf(api);
        row.remove("cost");

        var exit = runOnService(api, "audit");
        row.restore();

        assertThat(exit).isEqualTo(1);
        assertThat(printed().lines())
                .contains("  could not be audited: Row " + row.name() + " cannot be read: An item lacks cost")
                .anyMatch(line -> line.matches("\\d+ accounts: .*"));
    }

    @Test
    void anEndpointInTheEnvironmentTakesPrecedence(Api api) {
        var exit = run(Map.of("AWS_ENDPOINT_URL", api.service.dynamoDb().toString()), "audit");

        assertThat(printed()).matches(ACCOUNTS);
        assertThat(exit).isZero();
    }

    @Test
    void aSweepEndsAnAbandonedHold(Api api) {
        AbandonedHold.place(api.service, ACCOUNT);

        var exit = runOnService(api, "sweep");

        assertThat(printed()).contains("1 holds ended, customers pay $0.000000000, we lose " + AbandonedHold.AMOUNT);
        assertThat(exit).isZero();
        assertThat(api.service
                        .bean(WalletLedger.class)
                        .find(ACCOUNT)
                        .orElseThrow()
                        .holds())
                .isEmpty();
    }

    @Test
    void anIncidentIsOnTheStatusPageUntilLongAfterItsEnd(Api api) throws Exception {
        var title = "tier-3 is slow: <b>";
        assertThat(runOnService(api, "status", "open", title, "Answers begin after 20 s.", "provider"))
                .isZero();
        var id = printed().substring(0, printed().indexOf("  OPEN  " + title));
        assertThat(runOnService(api, "status", "resolve", id, "A provider was slow.", "checked"))
                .isZero();
        assertThat(runOnService(api, "status", "resolve", id, "Again.", "checked"))
                .isEqualTo(1);
        assertThat(runOnService(api, "status", "update", "2026-01-31-99", "Nothing.", "typo"))
                .isEqualTo(1);
        assertThat(runOnService(api, "status", "open", "two\nlines", "Text.", "typo"))
                .isEqualTo(2);
        assertThat(printed()).contains("this incident is over", "There is no incident 2026-01-31-99");

        var status = api.read(ACCOUNT.value(), "/v1/status");

        var incident = status.path("incidents").get(0);
        assertThat(incident.path("id").asText()).isEqualTo(id);
        assertThat(incident.path("title").asText()).isEqualTo(title);
        assertThat(incident.path("resolved_at").isTextual()).isTrue();
        assertThat(incident.path("updates").findValuesAsText("text"))
                .containsExactly("Answers begin after 20 s.", "A provider was slow.");
    }

    @Test
    void seedingAgainChangesNeitherKeysNorBalances(Api api) throws Exception {
        rowOf(api);
        var ledger = api.service.bean(WalletLedger.class);
        var before = ledger.find(ACCOUNT).orElseThrow();
        var file = api.folder.resolve("keys.json");
        var keys = Files.readString(file);

        var exit = runOnService(api, "seed", Api.mappingFile().toString(), file.toString());

        assertThat(exit).isZero();
        assertThat(printed()).startsWith("Mapping 1 is live. 17 accounts exist; their keys are in " + file);
        assertThat(ledger.find(ACCOUNT)).contains(before);
        assertThat(file).content().isEqualTo(keys);
    }

    @Test
    void nothingIsSeededWithoutAMapping(Api api, @TempDir Path folder) {
        var exit = runOnService(
                api,
                "seed",
                folder.resolve("none.json").toString(),
                folder.resolve("keys.json").toString());

        assertThat(exit).isEqualTo(1);
        assertThat(printed()).startsWith("Nothing was seeded: ").contains("none.json");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void withoutAServiceTheErrorSaysWhatToDo(@TempDir Path folder) {
        var exit = run(Map.of("TIERUP_DATA_DIR", folder.toString()), "audit");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("No service is running here")
                .contains("scripts/start", "TIERUP_DATA_DIR");
    }

    @Test
    void theFileOfAKilledServiceIsNotUsed(@TempDir Path folder) throws Exception {
        var gone = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-version")
                .redirectErrorStream(true)
                .start();
        gone.waitFor();
        Files.writeString(
                folder.resolve("service.json"),
                "{\"url\":\"http://127.0.0.1:1\",\"dynamodb_url\":\"http://127.0.0.1:1\",\"pid\":" + gone.pid() + "}");

        var exit = run(Map.of("TIERUP_DATA_DIR", folder.toString()), "audit");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("process " + gone.pid(), "is gone", "scripts/start");
    }

    @Test
    void anUnreachableDynamoDbIsReportedInOneLine() {
        var exit = run(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1"), "audit");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines()).singleElement().asString().startsWith("DynamoDB does not answer");
    }

    @Test
    void namingOneTableRequiresNamingAll() {
        var exit = run(Map.of("WALLETS_TABLE", "prod-wallets"), "audit");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString(UTF_8)).isEqualTo("LEDGER_TABLE must be set" + System.lineSeparator());
    }

    @Test
    void wrongUsagePrintsTheUsageText() throws IOException {
        assertThat(run(Map.of())).isEqualTo(2);
        assertThat(run(Map.of(), "adit")).isEqualTo(2);
        assertThat(run(Map.of(), "audit", "load-03")).isEqualTo(2);

        assertThat(err.toString(UTF_8).lines())
                .containsExactly(
                        "Usage: one of account, audit, console, evaluate, guardrail, reconcile, seed, status, sweep, tiers",
                        "Usage: one of account, audit, console, evaluate, guardrail, reconcile, seed, status, sweep, tiers",
                        "Usage: scripts/audit");
    }
}
