package ai.tierup.bench;

import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.Folders;
import ai.tierup.local.ServiceProcess;
import ai.tierup.local.dynamodb.DynamoDbLocalProcess;
import ai.tierup.operator.CommandLine;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our gateway in a process of its own, with its database in another one. */
final class Gateway implements Closeable {

    private static final Path DYNAMODB_LOCAL = Path.of("infrastructure/dynamodb-local/target/classpath.txt");

    private final DynamoDbLocalProcess database;
    private final ServiceProcess service;
    private final Path home;
    private final Path folder;

    private Gateway(DynamoDbLocalProcess database, ServiceProcess service, Path home, Path folder) {
        this.database = database;
        this.service = service;
        this.home = home;
        this.folder = folder;
    }

    /** The compilers that the gateway's JVM uses. */
    enum Compilers {
        QUICK("quick", "-XX:TieredStopAtLevel=1"),
        FULL("full", "");

        private final String option;
        private final String flags;

        Compilers(String option, String flags) {
            this.option = option;
            this.flags = flags;
        }

        static Optional<Compilers> named(String option) {
            return List.of(values()).stream()
                    .filter(compilers -> compilers.option.equals(option))
                    .findFirst();
        }
    }

    /** Starts it before the provider at {@code provider}, and returns when it is ready. */
    static Gateway start(Path home, Path folder, URI provider, Compilers compilers) throws IOException {
        var database = DynamoDbLocalProcess.start(home.resolve(DYNAMODB_LOCAL), Optional.empty());
        try {
            var variables = Map.of(
                    "JDK_JAVA_OPTIONS",
                    "-XX:+UseSerialGC -Xms64m -Xmx1g " + compilers.flags,
                    "AWS_ENDPOINT_URL",
                    database.endpoint().toString(),
                    "TIERUP_UPSTREAM_URL",
                    provider.toString(),
                    "TIERUP_BUDGET_SUBSIDY_USD",
                    "1000000",
                    "TIERUP_DEMO_BALANCE_USD",
                    "1000");
            var service = ServiceProcess.start(home, folder, variables, line -> {});
            return new Gateway(database, service, home, folder);
        } catch (IOException e) {
            database.close();
            throw e;
        }
    }

    /** The target of the connections, which share the keys of all its accounts. */
    Target target(String model) throws IOException {
        var keys = new ObjectMapper().readTree(folder.resolve("keys.json").toFile());
        return new Target(
                "tierup",
                service.url().resolve("/v1"),
                model,
                keys.valueStream().map(JsonNode::asText).toList(),
                Map.of());
    }

    long pid() {
        return service.process().pid();
    }

    /** Runs the audit of all wallets, with its report on {@code out}. Returns whether every wallet agrees with its ledger. */
    boolean audit(PrintStream out) {
        var variables = new Variables(Map.of("TIERUP_DATA_DIR", folder.toString()));
        return new CommandLine(variables, home, out, out).run(List.of("audit")) == 0;
    }

    @Override
    public void close() throws IOException {
        service.kill();
        database.close();
        Folders.delete(folder);
    }
}
