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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The operator's commands on the tables of the running service, as the scripts call them. */
@Tag("service")
@ExtendWith(RunningService.class)
class OperatorTest {

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

    /** Finds the service by the {@code service.json} that it wrote. */
    private int onTheService(Api api, String... arguments) {
        return run(Map.of("TIERUP_DATA_DIR", api.folder.toString()), arguments);
    }

    private String said() {
        return out.toString(UTF_8);
    }

    private static LedgerRow rowOf(Api api) throws Exception {
        assertThat(api.chat(ACCOUNT.value(), HELLO).statusCode()).isEqualTo(200);
        return LedgerRow.firstOfToday(api.service, ACCOUNT);
    }

    @Test
    void whereEverythingAddsUpTheAuditSaysSo(Api api) throws Exception {
        rowOf(api);

        var exit = onTheService(api, "audit");

        assertThat(said()).startsWith("17 accounts: credits $").contains("All of them add up");
        assertThat(exit).isZero();
    }

    @Test
    void aCostThatWasChangedIsNamedWithItsAccount(Api api) throws Exception {
        var row = rowOf(api);
        row.set("cost", 0);

        var exit = onTheService(api, "audit");
        row.restore();

        assertThat(exit).isEqualTo(1);
        assertThat(said().lines())
                .contains(
                        "1 of them do not add up. The first is load-14:",
                        "  Row " + row.name() + " was changed after it was put")
                .anyMatch(line -> line.startsWith("  The wallet's debits are $"));
    }

    @Test
    void aRowThatIsGoneIsMissedInTheSum(Api api) throws Exception {
        var row = rowOf(api);
        row.delete();

        var exit = onTheService(api, "audit");
        row.restore();

        assertThat(exit).isEqualTo(1);
        assertThat(said()).contains("load-14", "the ledger's rows come to");
    }

    @Test
    void aRowThatCannotBeReadIsNamedAndTheOthersAreAuditedAllTheSame(Api api) throws Exception {
        var row = rowOf(api);
        row.remove("cost");

        var exit = onTheService(api, "audit");
        row.restore();

        assertThat(exit).isEqualTo(1);
        assertThat(said().lines())
                .contains("  could not be audited: Row " + row.name() + " cannot be read: An item lacks cost")
                .anyMatch(line -> line.startsWith("17 accounts: "));
    }

    @Test
    void theTablesThatTheEnvironmentNamesComeFirst(Api api) {
        var exit = run(Map.of("AWS_ENDPOINT_URL", api.service.dynamoDb().toString()), "audit");

        assertThat(said()).startsWith("17 accounts");
        assertThat(exit).isZero();
    }

    @Test
    void aSweepEndsWhatNobodySettled(Api api) throws Exception {
        api.journal.awaitSweep();
        AbandonedHold.in(api.service, ACCOUNT);

        var exit = onTheService(api, "sweep");

        assertThat(said()).contains("1 holds ended, customers pay $0.000000000, we lose " + AbandonedHold.AMOUNT);
        assertThat(exit).isZero();
        assertThat(api.service
                        .bean(WalletLedger.class)
                        .find(ACCOUNT)
                        .orElseThrow()
                        .holds())
                .isEmpty();
    }

    @Test
    void seedingWhatIsSeededChangesNoKeyAndNoBalance(Api api) throws Exception {
        rowOf(api);
        var ledger = api.service.bean(WalletLedger.class);
        var before = ledger.find(ACCOUNT).orElseThrow();
        var file = api.folder.resolve("keys.json");
        var keys = Files.readString(file);

        var exit = onTheService(api, "seed", Api.mappingFile().toString(), file.toString());

        assertThat(exit).isZero();
        assertThat(said()).startsWith("Mapping 1 is live, 17 accounts are there; their keys are in " + file);
        assertThat(ledger.find(ACCOUNT)).contains(before);
        assertThat(file).content().isEqualTo(keys);
    }

    @Test
    void withoutAMappingNothingIsSeeded(Api api, @TempDir Path folder) {
        var exit = onTheService(
                api,
                "seed",
                folder.resolve("none.json").toString(),
                folder.resolve("keys.json").toString());

        assertThat(exit).isEqualTo(1);
        assertThat(said()).startsWith("Nothing was seeded: ").contains("none.json");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void withoutAServiceOneLineSaysWhatToDo(@TempDir Path folder) {
        var exit = run(Map.of("TIERUP_DATA_DIR", folder.toString()), "audit");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("No service is running here")
                .contains("scripts/start", "TIERUP_DATA_DIR");
    }

    @Test
    void theFileOfAServiceThatWasKilledIsNoService(@TempDir Path folder) throws Exception {
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
    void tablesThatDoNotAnswerAreOneLine() {
        var exit = run(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1"), "audit");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines()).singleElement().asString().startsWith("DynamoDB does not answer");
    }

    @Test
    void whoNamesOneTableHasToNameThemAll() {
        var exit = run(Map.of("WALLETS_TABLE", "prod-wallets"), "audit");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString(UTF_8)).isEqualTo("LEDGER_TABLE must be set" + System.lineSeparator());
    }

    @Test
    void whatIsNoCommandIsToldHowToCallIt() throws IOException {
        assertThat(run(Map.of())).isEqualTo(2);
        assertThat(run(Map.of(), "adit")).isEqualTo(2);
        assertThat(run(Map.of(), "audit", "load-03")).isEqualTo(2);

        assertThat(err.toString(UTF_8).lines())
                .containsExactly(
                        "Usage: one of account, audit, guardrail, reconcile, seed, sweep, tiers",
                        "Usage: one of account, audit, guardrail, reconcile, seed, sweep, tiers",
                        "Usage: scripts/audit");
    }
}
