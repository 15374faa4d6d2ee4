package ai.tierup.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The service as {@code scripts/start} runs it, as a child: something to kill.
 *
 * @param url its base URL, without {@code /v1}
 * @param demoKey the demo account's API key
 */
public record ServiceProcess(Process process, URI url, String demoKey) {

    private static final String URL_LINE = "export OPENAI_BASE_URL=";
    private static final String KEY_LINE = "export OPENAI_API_KEY=";

    /** For it and its database, which live for some seconds: most of their work would be to compile what soon is gone. */
    private static final String START_FAST = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private static final List<String> NOT_PASSED_ON = List.of("TIERUP_", "AWS_ENDPOINT_URL", "WALLETS_TABLE");

    /**
     * Starts it on a free port and returns when it is ready.
     *
     * @param variables its settings; it knows none of this process's own
     * @param output what is to become of the lines that it prints from then on
     * @throws IOException when it does not start
     */
    public static ServiceProcess start(
            Path home, Path dataFolder, Map<String, String> variables, Consumer<String> output) throws IOException {
        var command = command(home, dataFolder).redirectErrorStream(true);
        command.environment().put("JDK_JAVA_OPTIONS", START_FAST);
        command.environment().put("TIERUP_PORT", "0");
        command.environment().putAll(variables);
        var process = command.start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var url = "";
        var said = "";
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(URL_LINE)) {
                url = line.substring(URL_LINE.length()).replace("/v1", "");
            } else if (line.startsWith(KEY_LINE)) {
                Thread.ofVirtual().start(() -> pass(lines, output));
                return new ServiceProcess(process, URI.create(url), line.substring(KEY_LINE.length()));
            } else {
                said = line;
            }
        }
        throw new IOException("The service did not start: " + said);
    }

    /** What {@code scripts/start} would run, with {@code dataFolder} as its only setting. */
    static ProcessBuilder command(Path home, Path dataFolder) {
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dtierup.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "ai.tierup.local.Main");
        command.environment().keySet().removeIf(name -> NOT_PASSED_ON.stream().anyMatch(name::startsWith));
        command.environment().put("TIERUP_DATA_DIR", dataFolder.toString());
        return command;
    }

    /** Ends it as a crash would, if it still runs, and returns when its database, which outlives it by a moment, is gone too. */
    public void kill() {
        var children = process.toHandle().children().toList();
        process.destroyForcibly().onExit().join();
        children.forEach(child -> child.onExit().join());
    }

    private static void pass(BufferedReader lines, Consumer<String> output) {
        try (lines) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                output.accept(line);
            }
        } catch (IOException e) {
            // The process is gone, and its output with it.
            return;
        }
    }
}
