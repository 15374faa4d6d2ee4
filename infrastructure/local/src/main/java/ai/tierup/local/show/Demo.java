package ai.tierup.local.show;

import ai.tierup.operator.MappingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Runs {@code scripts/demo}: shows one of the claims. */
public final class Demo {

    private static final Map<String, Show> SHOWS =
            new TreeMap<>(Map.of("race", new RaceShow(), "leak", new LeakShow(), "crash", new CrashShow()));

    private Demo() {}

    /** The only argument is the name of a show. */
    public static void main(String[] arguments) throws Exception {
        var show = SHOWS.get(arguments.length == 1 ? arguments[0] : "");
        if (show == null) {
            System.err.println("Usage: scripts/demo " + String.join("|", SHOWS.keySet()));
            System.exit(2);
            return;
        }
        var home = Path.of(System.getProperty("tierup.home", "."));
        var mapping = MappingFile.read(home.resolve("infrastructure/tiers/mapping-1.json"));
        var folder = Files.createTempDirectory("tierup-demo");
        try {
            show.run(home, folder, mapping);
        } finally {
            delete(folder);
        }
        System.exit(0);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
