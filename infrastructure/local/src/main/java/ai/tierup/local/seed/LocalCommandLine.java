package ai.tierup.local.seed;

import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.operator.CommandLine;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The operator's command line with the additional command {@code seed}, which is not meant for stages with customers. */
public final class LocalCommandLine {

    private LocalCommandLine() {}

    /** Works as {@link CommandLine#main}. */
    public static void main(String[] arguments) {
        var home = Path.of(System.getProperty("tierup.home", "."));
        System.exit(
                of(new Variables(System.getenv()), home, System.out, System.err).run(List.of(arguments)));
    }

    /** @param home the repository's folder */
    public static CommandLine of(Variables variables, Path home, PrintStream out, PrintStream err) {
        return new CommandLine(variables, home, out, err).with("seed", new SeedCommand());
    }
}
