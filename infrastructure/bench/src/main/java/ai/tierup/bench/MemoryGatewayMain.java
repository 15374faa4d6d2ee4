package ai.tierup.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.access.Mailer;
import ai.tierup.domain.books.AuditAccount.Depth;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.wallet.WalletScan;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.functions.support.wiring.Settings;
import ai.tierup.local.ServiceTemplate;
import ai.tierup.local.dynamodb.TemplateTables;
import ai.tierup.local.http.HttpGateway;
import ai.tierup.local.http.TemplateRoutes;
import ai.tierup.local.seed.Seed;
import ai.tierup.local.seed.SeededKeys;
import ai.tierup.operator.JobJournal;
import ai.tierup.operator.MappingFile;
import ai.tierup.operator.UseCases;
import ai.tierup.operator.service.ServiceContext;
import ai.tierup.simulators.dynamodb.FakeDynamoDb;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The routes of the service on tables in memory, without simulators and without jobs. It answers the lines of its standard input, and ends with
 * it.
 */
final class MemoryGatewayMain {

    /** Asks for the units that its tables have used. */
    static final String UNITS = "units";

    /** Asks it to compare every wallet with its ledger. */
    static final String AUDIT = "audit";

    /** The beginning of each answer. The process also prints alarms. */
    static final String ANSWER = "answer ";

    /** The end of the answer if all wallets agree. */
    static final String ADDS_UP = "add up";

    private static final Money BALANCE = Money.ofUsd("1000");
    private static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private MemoryGatewayMain() {}

    public static void main(String[] arguments) throws IOException {
        // As in the local service: without it, every answer would come 40 ms late.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("jdk.httpserver.maxConnections", "4096");
        var home = Path.of(System.getProperty("tierup.home", "."));
        var folder = Path.of(Objects.requireNonNull(System.getenv("TIERUP_DATA_DIR")));
        var tables = new FakeDynamoDb(Clock.systemUTC());
        try (var context = context(tables);
                var gateway = start(home, tables, context)) {
            var keys = SeededKeys.loadOrCreate(SeededKeys.file(folder), context.getBean(RandomGenerator.class));
            new Seed(context).write(keys, BALANCE);
            System.out.println("export OPENAI_BASE_URL=" + gateway.url() + "/v1");
            System.out.println("export OPENAI_API_KEY=" + keys.demo().reveal());
            var questions = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            for (var question = questions.readLine(); question != null; question = questions.readLine()) {
                System.out.println(
                        ANSWER + (question.equals(UNITS) ? JSON.writeValueAsString(tables.units()) : audit(context)));
            }
        }
        System.exit(0);
    }

    private static HttpGateway start(Path home, FakeDynamoDb tables, ApplicationContext context) throws IOException {
        var template = ServiceTemplate.read(home);
        new TemplateTables(template)
                .create(tables, context.getBean(Settings.class).store().tables());
        context.getBean(TierCatalogue.class)
                .publish(MappingFile.read(home.resolve("infrastructure/tiers/mapping-2.json")));
        return HttpGateway.start(0, new TemplateRoutes(template), context, REQUEST_TIMEOUT, Clock.systemUTC());
    }

    private static ApplicationContext context(FakeDynamoDb tables) {
        Mailer nobody = mail -> {};
        return ServiceContext.start(
                List.of(new JobJournal(System.out), nobody, DynamoDbClients.of(tables, tables)),
                ServiceContext.LOCAL_TABLES,
                Map.of(
                        "TIERUP_STAGE",
                        "local",
                        "TIERUP_HMAC_KEY",
                        randomHex(),
                        "TIERUP_SEALING_KEYS",
                        "local=" + randomHex(),
                        "TIERUP_UPSTREAM_KEY",
                        "none",
                        "TIERUP_BUDGET_SUBSIDY_USD",
                        "1000000"),
                System.getenv());
    }

    private static String randomHex() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String audit(ApplicationContext context) {
        var report = new UseCases(context)
                .auditWallets(context.getBean(WalletScan.class))
                .run(Depth.EVERYTHING, () -> false);
        return report.accounts() + " accounts: "
                + (report.first().isEmpty()
                        ? "they " + ADDS_UP
                        : report.failures() + " disagree: " + report.findings());
    }
}
