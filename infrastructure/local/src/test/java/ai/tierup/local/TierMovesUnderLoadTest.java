package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.tier.Canary;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierMove;
import ai.tierup.domain.tier.TierPointers;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.RunningService.Api;
import ai.tierup.operator.CommandLine;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Moves the tiers while customers send requests without a pause. In version 2, the candidates are in the opposite order. */
@Tag("service")
class TierMovesUnderLoadTest {

    private static final int ANSWERS_PER_MOVE = 40;
    private static final String FIRST = "anthropic/claude-sonnet-4.6";
    private static final String SECOND = "openai/gpt-5.4";
    private static final String BODY = """
            {"model": "tier-2", "max_tokens": 20, "messages": [{"role": "user", "content": "Hello"}]}""";

    private final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
    private final Semaphore answered = new Semaphore(0);
    private final AtomicBoolean isOver = new AtomicBoolean();

    private static void move(Api api, UnaryOperator<TierPointers> change) {
        var catalogue = api.service.bean(TierCatalogue.class);
        var seen = catalogue.pointers().orElseThrow();
        assertThat(catalogue.move(seen, new TierMove(change.apply(seen), "move", "ada", Instant.EPOCH, "a test")))
                .isTrue();
    }

    private void ask(Api api, String account) {
        try {
            while (!isOver.get()) {
                var answer = api.chat(account, BODY);
                answers.add(answer.statusCode() == 200 ? "200" : answer.body());
                answered.release();
            }
        } catch (IOException | InterruptedException e) {
            answers.add(e.toString());
            answered.release();
        }
    }

    private void awaitAnswers() throws InterruptedException {
        answered.drainPermits();
        assertThat(answered.tryAcquire(ANSWERS_PER_MOVE, 60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void noMoveFailsARequest() throws Exception {
        try (var api = new Api(Map.of())) {
            try (var customers = Executors.newVirtualThreadPerTaskExecutor()) {
                PlantedCanary.ACCOUNTS.forEach(account -> customers.execute(() -> ask(api, account)));
                try {
                    awaitAnswers();
                    api.service.bean(TierCatalogue.class).store(PlantedCanary.version2());
                    awaitAnswers();
                    move(api, seen -> seen.withCanary(new Canary(2, 50)));
                    awaitAnswers();
                    move(api, TierPointers::rolledBack);
                    awaitAnswers();
                    move(api, seen -> seen.promoted(2));
                    awaitAnswers();
                    move(api, TierPointers::rolledBack);
                    awaitAnswers();
                } finally {
                    isOver.set(true);
                }
            }
            assertThat(api.service.bean(TierCatalogue.class).history()).hasSize(5);
            assertThat(candidates(api)).contains(FIRST, SECOND);
        }
        assertThat(answers).hasSizeGreaterThanOrEqualTo(6 * ANSWERS_PER_MOVE).containsOnly("200");
    }

    private static List<String> candidates(Api api) {
        return api.journal.reports().stream()
                .map(report -> report.record() == null
                        ? ""
                        : String.valueOf(report.record().consumption().candidate()))
                .toList();
    }

    @Test
    void aCanaryIsGivenToItsAccountsAndToNoOthers() throws Exception {
        try (var api = new Api(Map.of())) {
            var canary = new Canary(2, 50);
            api.service.bean(TierCatalogue.class).store(PlantedCanary.version2());
            move(api, seen -> seen.withCanary(canary));

            for (var account : PlantedCanary.ACCOUNTS) {
                assertThat(candidateOf(api, account)).isEqualTo(canary.includes(account) ? SECOND : FIRST);
            }
            assertThat(PlantedCanary.ACCOUNTS)
                    .anyMatch(canary::includes)
                    .anyMatch(account -> !canary.includes(account));
        }
    }

    @Test
    void theServiceFollowsAnOperatorsCommandByItself() throws Exception {
        try (var api = new Api(Map.of())) {
            api.service.bean(TierCatalogue.class).store(PlantedCanary.version2());
            assertThat(candidateOf(api, "load-01")).isEqualTo(FIRST);

            assertThat(command(api, "tiers", "promote", "2", "cheaper")).isZero();

            var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!candidateOf(api, "load-01").equals(SECOND)) {
                assertThat(System.nanoTime()).isLessThan(until);
            }
        }
    }

    private static int command(Api api, String... arguments) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        var folder = new Variables(Map.of("TIERUP_DATA_DIR", api.folder.toString()));
        return new CommandLine(folder, RunningService.HOME, nowhere, nowhere).run(List.of(arguments));
    }

    private static String candidateOf(Api api, String account) throws Exception {
        var reports = api.journal.reports().size();
        assertThat(api.chat(account, BODY).statusCode()).isEqualTo(200);
        api.journal.await(reports + 1, 30, TimeUnit.SECONDS);
        return candidates(api).getLast();
    }
}
