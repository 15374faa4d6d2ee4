package ai.tierup.local;

import ai.tierup.functions.support.secrets.SecretsUnavailable;
import ai.tierup.functions.support.wiring.BadSetting;
import ai.tierup.functions.support.wiring.Variables;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What the operator's scripts run: a command on the tables that the environment names, or else on those of the service that runs on
 * this machine.
 */
public final class Operator {

    private static final Map<String, OperatorCommand> COMMANDS = new TreeMap<>(Map.of(
            "account", new AccountCommand(),
            "audit", new AuditCommand(),
            "guardrail", new GuardrailCommand(),
            "reconcile", new ReconcileCommand(),
            "seed", new SeedCommand(),
            "sweep", new SweepCommand(),
            "tiers", new TiersCommand()));

    /** {@link ServiceContext} insists on an upstream and a secret, which no command uses. */
    private static final Map<String, String> UNUSED = Map.of(
            "TIERUP_UPSTREAM_URL", "http://127.0.0.1",
            "TIERUP_UPSTREAM_KEY", "none",
            "TIERUP_HMAC_KEY", "0".repeat(32));

    private final Variables variables;
    private final Path home;
    private final PrintStream out;
    private final PrintStream err;

    Operator(Variables variables, Path home, PrintStream out, PrintStream err) {
        this.variables = variables;
        this.home = home;
        this.out = out;
        this.err = err;
    }

    /** The first argument is the command's name. Exits 0 when all is well, 1 when something is not, 2 when it could not begin. */
    public static void main(String[] arguments) {
        var home = Path.of(System.getProperty("tierup.home", "."));
        var operator = new Operator(new Variables(System.getenv()), home, System.out, System.err);
        System.exit(operator.run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        var command = COMMANDS.get(arguments.isEmpty() ? "" : arguments.getFirst());
        if (command == null) {
            return refuse("Usage: one of " + String.join(", ", COMMANDS.keySet()));
        }
        var rest = arguments.subList(1, arguments.size());
        if (!command.takes(rest)) {
            return refuse("Usage: " + command.usage());
        }
        try (var service =
                ServiceContext.start(new ConsoleJournal(out), UNUSED, tables(), variables.values(), endpoint())) {
            return command.run(service, rest, out);
        } catch (BadSetting e) {
            return refuse(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refuse("No service is running here: " + e.getMessage()
                    + ". Start one with scripts/start, or set TIERUP_DATA_DIR to its data folder.");
        } catch (SecretsUnavailable e) {
            return refuse("The secret cannot be read: " + e.getCause());
        } catch (SdkException e) {
            return refuse("DynamoDB does not answer: " + e.getMessage());
        }
    }

    private int refuse(String line) {
        err.println(line);
        return OperatorCommand.USED_WRONGLY;
    }

    /** Whoever names one table has to name them all. */
    private Map<String, String> tables() {
        return variables.text("WALLETS_TABLE").isPresent() ? Map.of() : ServiceContext.LOCAL_TABLES;
    }

    private Map<String, String> endpoint() throws IOException {
        if (variables.text("WALLETS_TABLE").isPresent()
                || variables.text("AWS_ENDPOINT_URL").isPresent()) {
            return Map.of();
        }
        var folder = LocalSettings.of(variables, home.resolve(".tierup")).dataFolder();
        var running = ServiceFile.find(folder.resolve(ServiceFile.NAME));
        return running.variables();
    }
}
