package ai.tierup.local.smoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.RunningService;
import ai.tierup.local.RunningService.Api;
import ai.tierup.local.ServiceClient;
import ai.tierup.operator.CommandLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An operator's first steps on a new stage: tiers, the first account, and a smoke test. */
@Tag("service")
class DeploymentTest {

    private static Api api;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream print = new PrintStream(output, true, UTF_8);

    @BeforeAll
    static void start() {
        api = new Api(Map.of("TIERUP_SIMULATED_TOKEN_MILLIS", "15"));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private int run(String... arguments) {
        output.reset();
        var folder = Map.of("TIERUP_DATA_DIR", api.folder.toString());
        return new CommandLine(new Variables(folder), RunningService.HOME, print, print).run(List.of(arguments));
    }

    private List<String> lines() {
        return output.toString(UTF_8).lines().toList();
    }

    private static List<Map<String, AttributeValue>> recordedActs() {
        var client = api.service.bean(DynamoDbClients.class).retrying();
        return client.scan(scan -> scan.tableName("directory")
                        .filterExpression("begins_with(pk, :audit)")
                        .expressionAttributeValues(Map.of(":audit", AttributeValue.fromS("AUDIT#"))))
                .items();
    }

    private static List<String> actsOn(String subject) {
        return recordedActs().stream()
                .filter(row -> text(row, "subject").startsWith(subject))
                .map(row -> text(row, "what") + " because " + text(row, "why") + " by " + text(row, "who"))
                .toList();
    }

    private static String text(Map<String, AttributeValue> row, String name) {
        return row.getOrDefault(name, AttributeValue.fromS("")).s();
    }

    private static ServiceClient customer(String key) {
        return ServiceClient.of(api.service.url(), key);
    }

    private int smoke(String key, LongSupplier nanoTime, boolean mustStream) throws Exception {
        output.reset();
        return new Smoke(customer(key), nanoTime, print).run(mustStream);
    }

    /** A clock that advances so fast that every answer seems to arrive slowly, and so to stream. */
    private static LongSupplier slowClock() {
        var readings = new long[1];
        return () -> readings[0]++ * 100_000_000_000L;
    }

    /** A clock by which the first word arrives after five seconds, and the last word at the same moment. */
    private static LongSupplier bufferedAnswerClock() {
        var readings = new ArrayList<Long>();
        return () -> {
            readings.add(0L);
            return readings.size() == 1 ? 0 : 5_000_000_000L;
        };
    }

    @Test
    void aNewAccountWorksWithItsKeyAndBalances() throws Exception {
        var accounts = auditedAccounts();

        assertThat(run("account", "open", "acme", "25", "a pilot")).isZero();

        assertThat(lines()).hasSize(2).first().asString().startsWith("Account acme is open with $25.000000000.");
        var key = lines().getLast();
        assertThat(customer(key).read("/wallet").path("cash_usd").asText()).isEqualTo("25.000000000");
        assertThat(smoke(key, slowClock(), true)).isZero();
        assertThat(actsOn("acme")).containsExactly("open because a pilot by " + System.getProperty("user.name"));
        assertThat(auditedAccounts()).isEqualTo(accounts + 1);
    }

    private int auditedAccounts() {
        assertThat(run("audit")).isZero();
        return Integer.parseInt(lines().getFirst().split(" ", 2)[0]);
    }

    @Test
    void anAccountIsOpenedOnce() throws Exception {
        run("account", "open", "load-07", "1000", "again");

        assertThat(lines()).singleElement().asString().startsWith("Account load-07 exists already.");
        assertThat(api.read("load-07", "/v1/wallet").path("cash_usd").asText()).isEqualTo("25.000000000");
        assertThat(actsOn("load-07")).isEmpty();
    }

    @Test
    void anInterruptedOpeningCanBeRepeatedAndCreditsOnce() throws Exception {
        run("account", "open", "cut-short", "5", "first");
        api.service
                .bean(DynamoDbClients.class)
                .retrying()
                .deleteItem(delete -> delete.tableName("directory")
                        .key(Map.of("pk", AttributeValue.fromS("ACCOUNT#cut-short"), "sk", AttributeValue.fromS("-"))));

        assertThat(run("account", "open", "cut-short", "5", "second")).isZero();

        var wallet = customer(lines().getLast()).read("/wallet");
        assertThat(wallet.path("cash_usd").asText()).isEqualTo("5.000000000");
        assertThat(api.service.bean(Accounts.class).find(new AccountId("cut-short")))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "account",
                "account open Acme 25 why",
                "account open acme-2 much why",
                "account open acme-2 -1 why",
                "account open acme-2 1000001 why",
                "account open acme-2 25",
                "account close acme-2 25 why",
                "tiers publish nowhere.json why",
                "tiers publish infrastructure/tiers/mapping-2.json",
                "tiers first infrastructure/tiers/mapping-2.json",
                "tiers canary 2 100% why",
                "tiers canary 2 5%",
                "tiers promote two why",
                "tiers rollback",
                "tiers show 0"
            })
    void invalidArgumentsPrintOneLineAndChangeNothing(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);

        assertThat(lines()).hasSize(1);
        assertThat(actsOn("acme-2")).isEmpty();
        assertThat(actsOn("mapping")).noneMatch(act -> act.contains("why"));
    }

    @Test
    void aCommandWithoutAReasonIsRefused() {
        assertThat(run("account", "open", "acme-3", "25", " ")).isEqualTo(2);

        assertThat(lines()).containsExactly("The operator and the reason take 1 to 200 characters each");
        assertThat(actsOn("acme-3")).isEmpty();
    }

    private static AttributeValue required(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name));
    }

    @Test
    void theFirstMappingIsSeededOnce(@TempDir Path folder) throws Exception {
        var client = api.service.bean(DynamoDbClients.class).retrying();
        var pointersAndHistory = client.query(query -> query.tableName("directory")
                        .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
                        .expressionAttributeValues(Map.of(
                                ":pk", AttributeValue.fromS("TIERS"),
                                ":first", AttributeValue.fromS("LIVE"),
                                ":last", AttributeValue.fromS("MOVE#9"))))
                .items();
        pointersAndHistory.forEach(item -> client.deleteItem(delete ->
                delete.tableName("directory").key(Map.of("pk", required(item, "pk"), "sk", required(item, "sk")))));
        var second = mappingNumbered(2, folder);

        assertThat(run("tiers")).isEqualTo(1);
        assertThat(lines()).containsExactly("No tier mapping has been published");
        assertThat(run("tiers", "seed", second)).isZero();
        assertThat(lines()).first().asString().startsWith("Mapping 2 of ");
        assertThat(run("tiers", "seed", mappingNumbered(3, folder))).isZero();
        assertThat(lines()).first().isEqualTo("A mapping is live already. Nothing was published.");
        assertThat(lines().get(1)).startsWith("Mapping 2 of ");

        pointersAndHistory.forEach(
                item -> client.putItem(put -> put.tableName("directory").item(item)));
        assertThat(actsOn("mapping 2")).hasSize(1);
        assertThat(actsOn("mapping 3")).isEmpty();
    }

    @Test
    void aMappingIsStoredGivenToSomeMadeLiveAndTakenBack(@TempDir Path folder) throws Exception {
        var before = api.service.bean(TierCatalogue.class).live().version();

        assertThat(run("tiers", "publish", mappingNumbered(7, folder), "a better one"))
                .isZero();
        assertThat(lines()).first().asString().startsWith("Mapping 7 is stored. No customer gets it yet.");
        assertThat(run("tiers", "canary", "7", "5%", "a better one")).isEqualTo(1);
        assertThat(lines()).first().isEqualTo("Nothing was changed:");
        assertThat(lines().get(1)).contains("A canary may only have other candidates");
        assertThat(run("tiers", "promote", "7", "rebased prices")).isZero();
        assertThat(lines()).first().asString().startsWith("Mapping 7 of ");
        assertThat(run("tiers", "publish", mappingNumbered(8, folder), "better still"))
                .isZero();
        assertThat(run("tiers", "canary", "8", "5%", "carefully")).isZero();
        assertThat(lines())
                .anyMatch(line ->
                        line.startsWith("Mapping 8 of ") && line.endsWith(" is a canary for 5 % of the accounts."));
        assertThat(run("tiers", "rollback", "slow")).isZero();
        assertThat(lines()).noneMatch(line -> line.contains("canary"));
        assertThat(run("tiers", "rollback", "no, all of it")).isZero();
        assertThat(lines()).first().asString().startsWith("Mapping " + before + " of ");
        assertThat(run("tiers", "rollback", "further")).isEqualTo(1);

        run("tiers", "history");
        assertThat(lines())
                .extracting(
                        line -> line.replaceFirst("^\\S+ +", "").replaceFirst(System.getProperty("user.name"), "USER"))
                .startsWith(
                        "rollback  live " + before + "  USER: no, all of it",
                        "rollback  live 7  USER: slow",
                        "canary    live 7, canary 8 for 5 %  USER: carefully",
                        "promote   live 7  USER: rebased prices");
        assertThat(run("tiers", "show", "8")).isZero();
        assertThat(lines()).first().asString().contains("tier-1");
        assertThat(run("tiers", "show", "99")).isEqualTo(1);
        assertThat(actsOn("mapping 7")).hasSize(2);
        assertThat(actsOn("mapping 8 for 5 %")).hasSize(1);
    }

    @Test
    void anAlteredMappingUnderAnOldNumberIsNotPublished(@TempDir Path folder) throws Exception {
        assertThat(run("tiers", "publish", mappingNumbered(9, folder), "a better one"))
                .isZero();

        var altered = Path.of(mappingNumbered(9, folder));
        Files.writeString(altered, Files.readString(altered).replace("openai/gpt-6-luna", "openai/gpt-6-terra"));
        assertThat(run("tiers", "publish", altered.toString(), "hm")).isEqualTo(1);

        assertThat(lines()).last().asString().contains("a version never changes");
    }

    @Test
    void aMappingWithObjectionsIsNotPublished(@TempDir Path folder) throws Exception {
        var file = Path.of(mappingNumbered(10, folder));
        Files.writeString(file, Files.readString(file).replace("anthropic/claude-sonnet-5.5", "openai/gpt-6.1-sol"));

        assertThat(run("tiers", "publish", file.toString(), "one vendor")).isEqualTo(1);

        assertThat(lines())
                .containsExactly(
                        "Nothing was changed:",
                        "  tier-2: all candidates are of one vendor, [openai]. If it fails, nobody answers. Add one of"
                                + " another vendor.");
        assertThat(actsOn("mapping 10")).isEmpty();
    }

    private static String mappingNumbered(int version, Path folder) throws Exception {
        var file = RunningService.HOME.resolve("infrastructure/tiers/mapping-2.json");
        var numbered = Files.readString(file).replace("\"version\": 2,", "\"version\": " + version + ",");
        return Files.writeString(folder.resolve("mapping-" + version + ".json"), numbered)
                .toString();
    }

    @Test
    void aBufferedAnswerFailsUnlessTheServiceDoesNotStream() throws Exception {
        var key = api.key("load-05").reveal();

        assertThat(smoke(key, bufferedAnswerClock(), true)).isEqualTo(1);
        assertThat(lines())
                .filteredOn(line -> line.startsWith("FAILED"))
                .singleElement()
                .asString()
                .contains("first text after 5000 ms, last after 5000 ms");

        assertThat(smoke(key, bufferedAnswerClock(), false)).isZero();
        assertThat(lines())
                .anyMatch(
                        line -> line.matches("ok +the usage record req_\\w+ has \\d+[+]\\d+ tokens for \\$0[.]\\d{9}"));
    }

    @Test
    void anAnswerStreamsIfItArrivesWhileItIsGenerated() {
        assertThat(Smoke.hasStreamed(Duration.ofSeconds(3), Duration.ofMillis(2900)))
                .isTrue();
        assertThat(Smoke.hasStreamed(Duration.ofSeconds(3), Duration.ofMillis(1499)))
                .isFalse();
        assertThat(Smoke.hasStreamed(Duration.ofMillis(99), Duration.ofSeconds(3)))
                .isFalse();
    }

    @Test
    void aRefusalAndAnUnreachableServiceAreReported() throws Exception {
        assertThat(smoke("tu-wrong", slowClock(), true)).isEqualTo(1);
        assertThat(lines()).singleElement().asString().startsWith("FAILED  the answer is 401: {\"error\"");

        output.reset();
        assertThat(new Smoke(new ServiceClient("http://127.0.0.1:1/v1", "tu-any"), slowClock(), print).run(true))
                .isEqualTo(1);
        assertThat(lines()).singleElement().asString().startsWith("FAILED  http://127.0.0.1:1/v1 does not answer");
    }
}
