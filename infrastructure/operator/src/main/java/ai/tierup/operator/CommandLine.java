package ai.tierup.operator;

import ai.tierup.functions.support.secrets.SecretsUnavailable;
import ai.tierup.functions.support.wiring.BadSetting;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.operator.service.ServiceContext;
import ai.tierup.operator.service.ServiceFile;
import ai.tierup.operator.service.ServiceFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Runs an operator's command. It works on the tables that the environment names, or else on those of the service that runs on this
 * machine.
 */
public final class CommandLine {

    private static final Map<String, OperatorCommand> COMMANDS = new TreeMap<>(Map.of(
            "account", new AccountCommand(),
            "audit", new AuditCommand(),
            "guardrail", new GuardrailCommand(),
            "reconcile", new ReconcileCommand(found -> {}),
            "status", new StatusCommand(),
            "sweep", new SweepCommand()));

    /** Placeholders for settings that {@link ServiceContext} requires and no command uses. */
    private static final Map<String, String> UNUSED = Map.of(
            "TIERUP_UPSTREAM_URL",
            "http://127.0.0.1",
            "TIERUP_UPSTREAM_KEY",
            "none",
            "TIERUP_HMAC_KEY",
            "0".repeat(32),
            "TIERUP_SEALING_KEYS",
            "none=" + "0".repeat(64));

    private final Map<String, OperatorCommand> commands;
    private final Variables variables;
    private final Path home;
    private final PrintStream out;
    private final PrintStream err;

    /** @param home the repository's folder */
    public CommandLine(Variables variables, Path home, PrintStream out, PrintStream err) {
        this(commands(variables, home), variables, home, out, err);
    }

    private static Map<String, OperatorCommand> commands(Variables variables, Path home) {
        var files = EvaluationSettings.files(variables, home);
        var all = new TreeMap<>(COMMANDS);
        all.put("evaluate", new EvaluateCommand(files));
        var tiers = new TiersCommand(files.folder());
        all.put("tiers", tiers);
        all.put("console", new ConsoleCommand(tiers));
        return all;
    }

    private CommandLine(
            Map<String, OperatorCommand> commands, Variables variables, Path home, PrintStream out, PrintStream err) {
        this.commands = commands;
        this.variables = variables;
        this.home = home;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command that the first argument names. Exits with 0 on success, 1 if the command failed or found a problem, and 2 if it
     * could not start.
     */
    public static void main(String[] arguments) {
        var home = Path.of(System.getProperty("tierup.home", "."));
        var commandLine = new CommandLine(new Variables(System.getenv()), home, System.out, System.err);
        System.exit(commandLine.run(List.of(arguments)));
    }

    /** Returns this command line with one more command. */
    public CommandLine with(String name, OperatorCommand command) {
        var more = new TreeMap<>(commands);
        more.put(name, command);
        return new CommandLine(more, variables, home, out, err);
    }

    /**
     * Runs the command that the first argument names.
     *
     * @return the exit code
     */
    public int run(List<String> arguments) {
        var command = commands.get(arguments.isEmpty() ? "" : arguments.getFirst());
        if (command == null) {
            return refuse("Usage: one of " + String.join(", ", commands.keySet()));
        }
        var rest = arguments.subList(1, arguments.size());
        if (!command.accepts(rest)) {
            return refuse("Usage: " + command.usage());
        }
        try (var service =
                ServiceContext.start(List.of(new JobJournal(out)), UNUSED, tables(), variables.values(), endpoint())) {
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
        return OperatorCommand.USAGE_ERROR;
    }

    /** The default tables, unless the environment names one: then it has to name them all. */
    private Map<String, String> tables() {
        return variables.text("WALLETS_TABLE").isPresent() ? Map.of() : ServiceContext.LOCAL_TABLES;
    }

    private Map<String, String> endpoint() throws IOException {
        if (variables.text("WALLETS_TABLE").isPresent()
                || variables.text("AWS_ENDPOINT_URL").isPresent()) {
            return Map.of();
        }
        var folder = ServiceFolder.of(variables, home.resolve(".tierup")).checked(variables);
        var found = new HashMap<>(
                ServiceFile.find(folder.path().resolve(ServiceFile.NAME)).variables());
        var accessKey = folder.path().resolve(ServiceFolder.ACCESS_KEY);
        if (Files.exists(accessKey)) {
            found.put("TIERUP_ACCESS_KEY", Files.readString(accessKey).strip());
        }
        return found;
    }
}
