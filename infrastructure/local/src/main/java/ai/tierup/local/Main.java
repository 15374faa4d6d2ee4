package ai.tierup.local;

import ai.tierup.functions.support.wiring.BadSetting;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.operator.MappingFile;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;

/** Entry point of {@code scripts/start}: runs the service in the foreground until SIGINT or SIGTERM. */
public final class Main {

    private static final int BAD_SETTING = 2;

    private Main() {}

    /** Reads all settings from the environment. The system property {@code tierup.home} is the repository's folder. */
    public static void main(String[] arguments) throws InterruptedException {
        var variables = new Variables(System.getenv());
        var home = Path.of(System.getProperty("tierup.home", "."));
        var dataFolder = home.resolve(".tierup");
        try {
            var mapping = MappingFile.read(
                    home.resolve(variables.text("TIERUP_MAPPING").orElse("infrastructure/tiers/mapping-2.json")));
            var service = LocalService.start(variables, home, dataFolder, mapping, new ConsoleJournal(System.out));
            Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown"));
            service.startJobs();
            System.out.println(Greeting.of(service, LocalSettings.of(variables, dataFolder)));
        } catch (BadSetting e) {
            fail(String.valueOf(e.getMessage()));
        } catch (BindException e) {
            fail(
                    "Port " + LocalSettings.of(variables, dataFolder).port()
                            + " is taken. Stop the program that uses it, or choose another port: TIERUP_PORT=8090 scripts/start");
        } catch (IOException e) {
            fail("TierUp did not start: " + e.getMessage());
        }
        Thread.currentThread().join();
    }

    private static void fail(String line) {
        System.err.println(line);
        System.exit(BAD_SETTING);
    }
}
