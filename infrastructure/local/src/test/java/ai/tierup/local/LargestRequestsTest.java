package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends the largest requests that the service takes to the packaged function, in the memory that the template gives it. Lambda kills a
 * process that needs more. With {@code -Dtierup.speed=true} the file is a whole book, and each request's processor time is printed; with
 * {@code -Dtierup.compiler=full} the function runs as after a snapshot, with both compilers.
 */
@Tag("package")
@EnabledOnOs(OS.LINUX)
class LargestRequestsTest {

    private static final boolean MEASURES = Boolean.getBoolean("tierup.speed");

    /** As many as a PDF may have, and one in ten of them. */
    private static final int PDF_PAGES = MEASURES ? 600 : 60;

    private static final Closer CLOSER = new Closer();

    @TempDir
    private static Path root;

    private static Api api;
    private static PackagedFunction function;

    @BeforeAll
    static void start() throws IOException {
        api = CLOSER.add(new Api(Map.of()));
        PackagedFunction.unpack(root);
        var flags = new ArrayList<>(PackagedFunction.LAMBDA_FLAGS);
        if ("full".equals(System.getProperty("tierup.compiler"))) {
            flags.remove("-XX:TieredStopAtLevel=1");
        }
        function = CLOSER.add(PackagedFunction.onOurLoop(
                root,
                PackagedFunctionTest.variables(api, api.simulator().baseUrl().toString()),
                flags));
    }

    @AfterAll
    static void end() {
        CLOSER.close();
    }

    private record Large(String path, String body, int status) {}

    @Test
    void theLargestRequestsFitIntoTheMemoryOfTheFunction() throws Exception {
        var chat = "/v1/chat/completions";
        var small = new Large(chat, LargeBodies.chat("tier-2", "[[simulate:tokens=300]] Hello"), 200);
        answer(small);
        var atStart = residentMb("VmRSS");

        for (var large : List.of(
                new Large(chat, LargeBodies.chat("tier-4", LargeBodies.words(250_000, 3)), 200),
                new Large(chat, LargeBodies.fullChat("tier-4"), 400),
                new Large(chat, LargeBodies.escapedChat("tier-4"), 400),
                new Large(chat, LargeBodies.pictureChat("tier-4"), 200),
                new Large("/v1/messages", LargeBodies.pdfMessage("tier-4", PDF_PAGES), MEASURES ? 400 : 200),
                new Large("/v1/messages", LargeBodies.pdfMessage("tier-4", 20), 200),
                new Large("/v1/tokens/count", LargeBodies.fullChat("tier-4"), 200))) {
            answer(large);
        }
        answer(small);

        assertThat(function.printed()).doesNotContain("OutOfMemoryError", "INTERNAL_ERROR");
        assertThat(atStart).as("MB after the first request").isLessThanOrEqualTo(220);
        assertThat(residentMb("VmHWM")).as("MB at most").isLessThan(PackagedFunction.MEMORY_MB * 9 / 10);
    }

    private static void answer(Large request) throws Exception {
        var event = (ObjectNode) RunningService.JSON.readTree(
                PackagedFunction.chatEvent(api.key("load-01").reveal(), ""));
        event.put("path", request.path())
                .put("resource", request.path())
                .put("isBase64Encoded", true)
                .put("body", Base64.getEncoder().encodeToString(request.body().getBytes(UTF_8)));
        var cpuBefore = cpu();

        var answer = function.api().invoke(event.toString()).awaitEnd();

        assertThat(answer).contains("{\"statusCode\":" + request.status() + ",");
        if (MEASURES) {
            System.out.printf(
                    "%s with %,d bytes: processor time %d ms, at most %d MB resident%n",
                    request.path(),
                    request.body().length(),
                    cpu().minus(cpuBefore).toMillis(),
                    residentMb("VmHWM"));
        }
    }

    private static Duration cpu() {
        return function.process().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** @param kind VmRSS for the memory now, VmHWM for the most until now */
    private static long residentMb(String kind) throws IOException {
        var line = Files.readAllLines(Path.of("/proc/" + function.process().pid() + "/status")).stream()
                .filter(each -> each.startsWith(kind))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    }
}
