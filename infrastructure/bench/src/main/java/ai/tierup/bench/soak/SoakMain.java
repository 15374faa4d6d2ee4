package ai.tierup.bench.soak;

import java.io.IOException;
import java.nio.file.Path;

/** Entry point of {@code scripts/soak}. */
public final class SoakMain {

    private static final int WRONG_USAGE = 2;

    private SoakMain() {}

    /** Exits with 1 if something is left behind, and with 2 if the command line is wrong. */
    public static void main(String[] arguments) {
        // For the simulated provider: without it, every answer would come 40 ms late.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        SoakOptions options;
        try {
            options = SoakOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + SoakOptions.USAGE);
            System.exit(WRONG_USAGE);
            return;
        }
        try {
            var verdict = new Soak(options, System.out).run(Path.of(System.getProperty("tierup.home", ".")));
            System.exit(verdict.isGood() ? 0 : 1);
        } catch (IOException e) {
            System.err.println("The soak has failed, because the service does not answer any more: " + e);
            System.exit(1);
        }
    }
}
