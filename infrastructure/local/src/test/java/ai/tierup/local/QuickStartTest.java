package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The quick start for Java, compiled and run as it is printed. The other languages are run where their clients are installed. */
@Tag("service")
@ExtendWith(RunningService.class)
class QuickStartTest {

    private static final Path GUIDE = RunningService.HOME.resolve("docs/guides/quick-start.md");
    private static final Pattern BLOCK =
            Pattern.compile("^```java file=(\\S+)$(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void theProgramForJavaPrintsAnAnswer(Api api, @TempDir Path folder) throws Exception {
        var block = BLOCK.matcher(Files.readString(GUIDE));
        assertThat(block.find()).isTrue();
        var file = Files.writeString(
                folder.resolve(block.group(1)),
                block.group(2)
                        .replace("https://tierup.example", api.url(""))
                        .replace("tu-YOUR-KEY", api.key("demo").reveal()));

        var program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(program.getInputStream().readAllBytes(), UTF_8);

        assertThat(program.waitFor()).as(output).isZero();
        assertThat(output).contains("simulated answer");
    }
}
