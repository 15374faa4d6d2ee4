package ai.tierup.local.demo;

import ai.tierup.local.Folders;
import ai.tierup.operator.MappingFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Entry point of {@code scripts/demo}: runs one demo. */
public final class DemoMain {

    private static final Map<String, Demo> DEMOS = new TreeMap<>(
            Map.of("race", new RaceDemo(), "leak", new LeakDemo(), "crash", new CrashDemo(), "cut", new CutDemo()));

    private DemoMain() {}

    /**
     * Prints the verdict last. Exits with 0 if the claim is true, 1 if not, and 2 on wrong usage.
     *
     * @param arguments the name of a demo
     */
    public static void main(String[] arguments) throws Exception {
        var demo = DEMOS.get(arguments.length == 1 ? arguments[0] : "");
        if (demo == null) {
            System.err.println("Usage: scripts/demo " + String.join("|", DEMOS.keySet()));
            System.exit(2);
            return;
        }
        var home = Path.of(System.getProperty("tierup.home", "."));
        var mapping = MappingFile.read(home.resolve("infrastructure/tiers/mapping-2.json"));
        var folder = Files.createTempDirectory("tierup-demo");
        var passed = false;
        try {
            passed = demo.run(home, folder, mapping);
        } finally {
            Folders.delete(folder);
        }
        System.out.println((passed ? "\nPASSED. " : "\nFAILED. This is not true: ") + demo.claim());
        System.exit(passed ? 0 : 1);
    }
}
