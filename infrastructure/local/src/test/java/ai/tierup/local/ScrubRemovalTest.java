package ai.tierup.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Proof that the tests of leaks fail without what they test: {@code scrub-removals.yaml} lists everything that keeps an answer from telling who
 * gave it, and the test that must fail without it. With {@code -Dtierup.proof=long}, each is taken away in a process of its own.
 */
@Tag("service")
class ScrubRemovalTest {

    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final int MAX_SECONDS = 300;

    record Removal(String scrub, Path file, String find, String replace, String test) {

        static Removal of(JsonNode listed) {
            return new Removal(
                    listed.required("scrub").asText(),
                    RunningService.HOME.resolve(listed.required("file").asText()),
                    listed.required("find").asText(),
                    listed.required("replace").asText(),
                    listed.required("test").asText());
        }

        @Override
        public String toString() {
            return scrub;
        }
    }

    static Stream<Removal> removals() throws IOException {
        try (var list = Objects.requireNonNull(ScrubRemovalTest.class.getResourceAsStream("/scrub-removals.yaml"))) {
            var removals = new ObjectMapper(new YAMLFactory()).readTree(list);
            return removals.valueStream().map(Removal::of);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("removals")
    void whatIsListedIsInOnePlaceAndHasATest(Removal removal) throws Exception {
        var source = Files.readString(removal.file());

        assertThat(source.split(Pattern.quote(removal.find()), -1)).hasSize(2);
        assertThat(removal.replace()).isNotEqualTo(removal.find());
        assertThat(OneTest.method(removal.test())).isNotNull();
    }

    @EnabledIfSystemProperty(named = "tierup.proof", matches = "long")
    @ParameterizedTest(name = "{0}")
    @MethodSource("removals")
    void withoutItItsTestFails(Removal removal, @TempDir Path folder) throws Exception {
        var classes = compiledWithout(removal, folder);

        var result = run(removal.test(), classes, folder.resolve("log"));

        assertThat(result).as(Files.readString(folder.resolve("log"))).isEqualTo(OneTest.ASSERTION_FAILED);
    }

    /** Compiles the file without the scrub, and returns the folder with its classes. */
    private static Path compiledWithout(Removal removal, Path folder) throws IOException {
        var changed = Files.readString(removal.file()).replace(removal.find(), removal.replace());
        var source = Files.writeString(
                folder.resolve(Objects.requireNonNull(removal.file().getFileName())), changed);
        var classes = Files.createDirectory(folder.resolve("classes"));
        var compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", classes.toString(), "-cp", CLASS_PATH, source.toString());
        assertThat(compiled).as("the compiler's result").isZero();
        return classes;
    }

    private static int run(String test, Path classes, Path log) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("tierup.") || name.startsWith("sun.net.") || name.equals("basedir"))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-cp", classes + File.pathSeparator + CLASS_PATH, OneTest.class.getName(), test));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(MAX_SECONDS, SECONDS))
                    .as("ended in time")
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
