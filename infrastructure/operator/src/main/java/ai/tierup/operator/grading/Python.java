package ai.tierup.operator.grading;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs functions in a Python process of their own, one each. {@code run_function.py} refuses code that reaches beyond plain computing, and
 * takes from its process the means to open anything. The process has no environment, an empty folder, and ten seconds.
 *
 * <p>The code was written by a model and not by an attacker. Whoever wants more safety runs evaluations on a machine without secrets.
 *
 * @param script the path of {@code run_function.py}
 */
public record Python(Path script) implements FunctionRunner {

    private static final String COMMAND = "python3";
    private static final int SECONDS = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns whether there is a Python that runs the script. */
    public boolean isAvailable() {
        var cases = JSON.createArrayNode();
        cases.addArray().add(JSON.createArrayNode().add(1)).add(1);
        return passes("def same(x):\n    return x\n", "same", cases);
    }

    @Override
    public boolean passes(String code, String function, JsonNode cases) {
        var input = JSON.createObjectNode();
        input.put("code", code).put("function", function).set("cases", cases);
        try {
            var folder = Files.createTempDirectory("evaluate");
            try {
                return run(input.toString(), folder);
            } finally {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean run(String input, Path folder) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        COMMAND, "-I", "-S", "-B", script.toAbsolutePath().toString())
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        var path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().putAll(path == null ? Map.of() : Map.of("PATH", path));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return false; // There is no Python.
        }
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(UTF_8));
        } catch (IOException e) {
            // It has ended already, which its exit code tells.
        }
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return false;
        }
        return process.exitValue() == 0;
    }
}
