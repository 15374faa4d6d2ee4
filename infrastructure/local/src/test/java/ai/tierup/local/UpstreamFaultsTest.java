package ai.tierup.local;

import ai.tierup.local.RunningService.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The faults of models that routers are known to get wrong, against a running service: streamed and whole, with one ill candidate and with
 * two. Each fault is met through each API at least once; with {@code -Dtierup.proof=long}, in every way through each. What each client saw,
 * and what it paid, is written to {@code target/upstream-faults.md}.
 */
@Tag("service")
@Timeout(900)
class UpstreamFaultsTest {

    private static final Path TABLE = RunningService.HOME.resolve("infrastructure/local/target/upstream-faults.md");

    private static final String HEADER = """
            | fault | ill candidates | answer | API | the client saw | charged | first request | when known |
            |---|---|---|---|---|---|---|---|
            """;

    private static final boolean IS_LONG = "long".equals(System.getProperty("tierup.proof"));

    private static final int FAST_CASES_AT_ONCE = 4;
    private static final int WAITING_CASES_AT_ONCE = 16;

    private static final Map<UpstreamFault, List<Future<FaultCase.Outcome>>> PLAYED =
            new EnumMap<>(UpstreamFault.class);

    private static Api service;
    private static ExecutorService fast;
    private static ExecutorService waiting;

    @BeforeAll
    static void playAll() throws Exception {
        service = new Api(Map.of());
        fast = Executors.newFixedThreadPool(FAST_CASES_AT_ONCE);
        waiting = Executors.newFixedThreadPool(WAITING_CASES_AT_ONCE);
        for (var skin : Skin.values()) {
            // The classes that answer are loaded before there are requests that must not wait.
            skin.send(service, "load-01", skin.asking("tier-2", "Hello", true));
        }
        for (var fault : UpstreamFault.values()) {
            var threads = fault.isWait() ? waiting : fast;
            PLAYED.put(
                    fault,
                    cases(fault)
                            .map(played -> threads.submit(() -> played.play(service)))
                            .toList());
        }
    }

    private static Stream<FaultCase> cases(UpstreamFault fault) {
        return IS_LONG ? FaultCase.all(fault) : FaultCase.some(fault);
    }

    @ParameterizedTest
    @EnumSource
    void clientsGetAWholeAnswerOrAnHonestErrorAndTheBooksAreExact(UpstreamFault fault) throws Exception {
        for (var played : PLAYED.getOrDefault(fault, List.of())) {
            played.get();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        fast.shutdownNow();
        waiting.shutdownNow();
        service.close();
        var rows = new ArrayList<String>();
        for (var played : PLAYED.values()) {
            played.stream()
                    .filter(future -> future.state() == Future.State.SUCCESS)
                    .map(future -> future.resultNow().row())
                    .forEach(rows::add);
        }
        Files.createDirectories(TABLE.getParent());
        Files.writeString(TABLE, HEADER + String.join("\n", rows) + "\n");
    }
}
