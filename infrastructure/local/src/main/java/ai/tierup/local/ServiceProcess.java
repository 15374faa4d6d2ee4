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
 * The service as {@code scripts/start} runs it, as a child process that can be killed.
 *
 * @param url its base URL, without {@code /v1}
 * @param demoKey the demo account's API key
 */
public record ServiceProcess(Process process, URI url, String demoKey) {

    private static final String MAIN = "ai.tierup.local.Main";
    private static final String URL_LINE = "export OPENAI_BASE_URL=";
    private static final String KEY_LINE = "export OPENAI_API_KEY=";

    /** Options for the service and its database. They run for only a few seconds, in which optimising compilation does not pay off. */
    private static final String FAST_START_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private static final List<String> NOT_INHERITED = List.of("TIERUP_", "AWS_ENDPOINT_URL", "WALLETS_TABLE");

    /**
     * Starts it on a free port and returns when it is ready.
     *
     * @param variables its settings; those of this process are not inherited
     * @param output receives the lines that it prints once it is ready
     * @throws IOException if it does not start
     */
    public static ServiceProcess start(
            Path home, Path dataFolder, Map<String, String> variables, Consumer<String> output) throws IOException {
        return start(MAIN, home, dataFolder, variables, output);
    }

    /**
     * Starts another form of the service. When it is ready, it prints the lines that {@code scripts/start} prints for its address and its key.
     *
     * @param main its main class
     */
    public static ServiceProcess start(
            String main, Path home, Path dataFolder, Map<String, String> variables, Consumer<String> output)
            throws IOException {
        var command = command(main, home, dataFolder).redirectErrorStream(true);
        command.environment().put("JDK_JAVA_OPTIONS", FAST_START_OPTIONS);
        command.environment().put("TIERUP_PORT", "0");
        command.environment().putAll(variables);
        var process = command.start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var url = "";
        var lastLine = "";
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(URL_LINE)) {
                url = line.substring(URL_LINE.length()).replace("/v1", "");
            } else if (line.startsWith(KEY_LINE)) {
                Thread.ofVirtual().start(() -> forward(lines, output));
                return new ServiceProcess(process, URI.create(url), line.substring(KEY_LINE.length()));
            } else {
                lastLine = line;
            }
        }
        throw new IOException("The service did not start: " + lastLine);
    }

    /** The command that {@code scripts/start} runs, with {@code dataFolder} as its only setting. */
    static ProcessBuilder command(Path home, Path dataFolder) {
        return command(MAIN, home, dataFolder);
    }

    private static ProcessBuilder command(String main, Path home, Path dataFolder) {
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dtierup.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                main);
        command.environment().keySet().removeIf(name -> NOT_INHERITED.stream().anyMatch(name::startsWith));
        command.environment().put("TIERUP_DATA_DIR", dataFolder.toString());
        return command;
    }

    /** Kills it, if it still runs. Returns when its database, which ends a moment later, has ended too. */
    public void kill() {
        var children = process.toHandle().children().toList();
        process.destroyForcibly().onExit().join();
        children.forEach(child -> child.onExit().join());
    }

    private static void forward(BufferedReader lines, Consumer<String> output) {
        try (lines) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                output.accept(line);
            }
        } catch (IOException e) {
            // The process has ended.
            return;
        }
    }
}
