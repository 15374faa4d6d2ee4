package ai.tierup.bench.soak;

import ai.tierup.domain.wallet.WalletScan;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.Folders;
import ai.tierup.local.ServiceProcess;
import ai.tierup.local.dynamodb.DynamoDbLocalProcess;
import ai.tierup.local.seed.SeededKeys;
import ai.tierup.local.simulators.SimulatorMain;
import ai.tierup.operator.CommandLine;
import ai.tierup.operator.MappingFile;
import ai.tierup.operator.OperatorCommand;
import ai.tierup.simulators.upstream.SimulatorSettings;
import ai.tierup.simulators.upstream.UpstreamSimulator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.BeanContext;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The service of a soak, in a process of its own, before a simulated provider in this process. */
final class SoakedService implements Closeable {

    /** Long enough for every answer of the simulator, and shorter than a soak. */
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    private static final Map<String, String> SETTINGS = Map.of(
            "JDK_JAVA_OPTIONS", "-XX:+UseSerialGC -Xms64m -Xmx512m",
            "TIERUP_REQUEST_TIMEOUT_SECONDS", Long.toString(REQUEST_TIMEOUT.toSeconds()),
            // Holds that nobody settles must still be there at the end.
            "TIERUP_HOLD_MARGIN_SECONDS", "3600",
            "TIERUP_UPSTREAM_FIRST_TOKEN_TIMEOUT_SECONDS", "2",
            "TIERUP_UPSTREAM_REASONING_FIRST_TOKEN_TIMEOUT_SECONDS", "2",
            "TIERUP_UPSTREAM_NEXT_TOKEN_TIMEOUT_SECONDS", "2",
            "TIERUP_DEMO_BALANCE_USD", "1000",
            "TIERUP_BUDGET_SUBSIDY_USD", "1000000",
            "TIERUP_BUDGET_PLATFORM_USD", "1000000");

    private static final List<String> LIMITS = List.of(
            "\"daily_limit_usd\": \"0.05\"",
            "\"requests_per_minute\": 20",
            "\"tokens_per_minute\": 5000",
            "\"concurrent_requests\": 1");

    private static final String ALARM = "ALARM";
    private static final Path DYNAMODB_LOCAL = Path.of("infrastructure/dynamodb-local/target/classpath.txt");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final UpstreamSimulator simulator;
    private final DynamoDbLocalProcess database;
    private final ServiceProcess service;
    private final Path home;
    private final Path folder;

    private SoakedService(
            UpstreamSimulator simulator,
            DynamoDbLocalProcess database,
            ServiceProcess service,
            Path home,
            Path folder) {
        this.simulator = simulator;
        this.database = database;
        this.service = service;
        this.home = home;
        this.folder = folder;
    }

    /** @param out receives the alarms that the service raises */
    static SoakedService start(Path home, PrintStream out) throws IOException {
        var mapping = MappingFile.read(home.resolve("infrastructure/tiers/mapping-2.json"));
        var simulator = UpstreamSimulator.start(SimulatorSettings.paced(Clock.systemUTC())
                .withModels(SimulatorMain.models(mapping))
                .withPace(Duration.ofMillis(20), Duration.ofMillis(2)));
        // In memory, so that the soak does not depend on how busy the disk is.
        var database = DynamoDbLocalProcess.start(home.resolve(DYNAMODB_LOCAL), Optional.empty());
        try {
            var folder = Files.createTempDirectory("tierup-soak");
            var variables = new HashMap<>(SETTINGS);
            variables.put("TIERUP_UPSTREAM_URL", simulator.baseUrl().toString());
            variables.put("AWS_ENDPOINT_URL", database.endpoint().toString());
            var service = ServiceProcess.start(home, folder, variables, line -> {
                if (line.startsWith(ALARM)) {
                    out.println(line);
                }
            });
            return new SoakedService(simulator, database, service, home, folder);
        } catch (IOException e) {
            database.close();
            simulator.close();
            throw e;
        }
    }

    URI url() {
        return service.url();
    }

    long pid() {
        return service.process().pid();
    }

    /** The keys of its accounts. */
    List<String> keys() throws IOException {
        return JSON.readTree(SeededKeys.file(folder).toFile())
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    /** Makes a key for each kind of limit, with which little can be done. */
    List<String> makeLimitedKeys(SoakClient client) throws IOException {
        var made = new ArrayList<String>();
        for (var limit : LIMITS) {
            var body = "{\"name\": \"soak\", " + limit + "}";
            var answer = client.send(SoakRequest.posting("/v1/keys", service.demoKey(), body, ClientHabit.READS_ALL))
                    .orElseThrow(() -> new IOException("No key was made with " + limit));
            made.add(JSON.readTree(answer).path("key").asText());
        }
        return made;
    }

    /**
     * Counts the open holds of all wallets.
     *
     * @throws IOException if the wallets cannot be read
     */
    long openHolds() throws IOException {
        var holds = new AtomicLong();
        var commands = commands(System.err).with("holds", new CountHolds(holds));
        if (commands.run(List.of("holds")) != OperatorCommand.OK) {
            throw new IOException("The wallets cannot be read");
        }
        return holds.get();
    }

    /** Counts the open holds, and compares all wallets with their ledgers, with a report on {@code out}. */
    Verdict.Rest rest(PrintStream out) throws IOException {
        return new Verdict.Rest(openHolds(), commands(out).run(List.of("audit")) == OperatorCommand.OK);
    }

    private CommandLine commands(PrintStream out) {
        return new CommandLine(new Variables(Map.of("TIERUP_DATA_DIR", folder.toString())), home, out, out);
    }

    private record CountHolds(AtomicLong holds) implements OperatorCommand {

        @Override
        public String usage() {
            return "holds";
        }

        @Override
        public boolean accepts(List<String> arguments) {
            return arguments.isEmpty();
        }

        @Override
        public int run(BeanContext service, List<String> arguments, PrintStream out) {
            var scan = service.getBean(WalletScan.class);
            var page = scan.holding(Optional.empty());
            for (var next = page.end(); ; next = page.end()) {
                page.wallets().forEach(wallet -> holds.addAndGet(wallet.holds().size()));
                if (next.isEmpty()) {
                    return OK;
                }
                page = scan.holding(next);
            }
        }
    }

    @Override
    public void close() throws IOException {
        service.kill();
        database.close();
        simulator.close();
        Folders.delete(folder);
    }
}
