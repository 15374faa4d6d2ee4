package ai.tierup.bench;

import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.Folders;
import ai.tierup.local.ServiceProcess;
import ai.tierup.local.dynamodb.DynamoDbLocalProcess;
import ai.tierup.operator.CommandLine;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gateway as {@code scripts/start} runs it, with its database in another process. */
final class DynamoDbGateway implements Gateway {

    private static final Path DYNAMODB_LOCAL = Path.of("infrastructure/dynamodb-local/target/classpath.txt");

    private final Mode mode;
    private final DynamoDbLocalProcess database;
    private final ServiceProcess service;
    private final Path home;
    private final Path folder;

    private DynamoDbGateway(Mode mode, DynamoDbLocalProcess database, ServiceProcess service, Path home, Path folder) {
        this.mode = mode;
        this.database = database;
        this.service = service;
        this.home = home;
        this.folder = folder;
    }

    /** @param options of its JVM */
    static DynamoDbGateway start(Mode mode, Path home, URI provider, String options) throws IOException {
        var database = DynamoDbLocalProcess.start(home.resolve(DYNAMODB_LOCAL), Optional.empty());
        try {
            var folder = Files.createTempDirectory("tierup-bench");
            var variables = Map.of(
                    "JDK_JAVA_OPTIONS",
                    options,
                    "AWS_ENDPOINT_URL",
                    database.endpoint().toString(),
                    "TIERUP_UPSTREAM_URL",
                    provider.toString(),
                    "TIERUP_BUDGET_SUBSIDY_USD",
                    "1000000",
                    "TIERUP_DEMO_BALANCE_USD",
                    "1000");
            var service = ServiceProcess.start(home, folder, variables, line -> {});
            return new DynamoDbGateway(mode, database, service, home, folder);
        } catch (IOException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public Target target(String model) throws IOException {
        return Target.ofFolder(mode.target(), service.url(), model, folder);
    }

    @Override
    public long pid() {
        return service.process().pid();
    }

    @Override
    public boolean audit(PrintStream out) {
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
