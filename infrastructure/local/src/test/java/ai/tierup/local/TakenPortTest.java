package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.functions.support.wiring.Variables;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakenPortTest {

    @TempDir
    Path folder;

    /** A folder without the template and the class path of the database: no part of the service can start there. */
    @TempDir
    Path emptyHome;

    @Test
    void aTakenPortIsReportedBeforeAnyPartStarts() throws IOException {
        try (var other = listener()) {
            var variables = new Variables(Map.of("TIERUP_PORT", Integer.toString(other.getLocalPort())));
            var mapping = RunningService.Api.mapping();

            assertThatThrownBy(() ->
                            LocalService.start(variables, emptyHome, folder, mapping, new ConsoleJournal(System.out)))
                    .isInstanceOf(BindException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theScriptSaysBeforeItBuildsWhatToDoAboutATakenPort() throws Exception {
        try (var other = listener()) {
            var script = new ProcessBuilder(
                            RunningService.HOME.resolve("scripts/start").toString())
                    .redirectErrorStream(true);
            script.environment().put("TIERUP_PORT", Integer.toString(other.getLocalPort()));
            script.environment().put("TIERUP_JAVA_HOME", emptyHome.toString());
            var process = script.start();

            assertThat(process.inputReader().readLine())
                    .isEqualTo(
                            "Port %d is taken. Stop the program that uses it, or choose another port: TIERUP_PORT=%d scripts/start",
                            other.getLocalPort(), other.getLocalPort() + 10);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
        }
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
