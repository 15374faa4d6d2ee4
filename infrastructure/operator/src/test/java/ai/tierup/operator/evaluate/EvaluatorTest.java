package ai.tierup.operator.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.upstream.UpstreamCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.upstream.UpstreamRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Evaluations with planted models: what they find, what they spend, and how they go on after an interruption. */
class EvaluatorTest {

    private static final String NAME = "tier-2-2026-11-29-1";

    @TempDir
    private Path temporary;

    private SimulatedEvaluation simulated;

    @BeforeEach
    void start() throws Exception {
        simulated = new SimulatedEvaluation(temporary);
    }

    @AfterEach
    void stop() {
        simulated.close();
    }

    private String report() throws Exception {
        return Files.readString(simulated.folder.report(NAME));
    }

    private Path runs() {
        return simulated.folder.of(NAME).resolve(RunLog.NAME);
    }

    /** The incumbent is right in about 83 of 100 tasks. The planted models cost a quarter to a half of it per token. */
    @Test
    void thePlantedBetterModelIsFoundAndTheOthersAreRefusedEachForItsReason() throws Exception {
        var finished = simulated.begin(
                "5",
                "planted/better",
                "planted/worse",
                "planted/worse-at-tools",
                "planted/verbose",
                "planted/fails-half");

        assertThat(finished).isTrue();
        assertThat(refusals("planted/better: accepted")).isEmpty();
        assertThat(refusals("planted/worse: refused")).anyMatch(line -> line.startsWith("Quality: -1"));
        assertThat(refusals("planted/worse-at-tools: refused"))
                .singleElement()
                .asString()
                .startsWith("Categories: -")
                .contains("worst category, tools");
        assertThat(refusals("planted/verbose: refused"))
                .singleElement()
                .asString()
                .startsWith("Customers' bills: ");
        assertThat(simulated.printed())
                .containsPattern("planted/fails-half: refused\\. [5-9] of its 1?[0-9] calls failed, so it was given up")
                .contains("planted/better may replace anthropic/claude-sonnet-5.5.");
        assertThat(simulated.folder.proposals()).singleElement().satisfies(proposal -> {
            assertThat(proposal.remap().first().name()).isEqualTo("planted/better");
            assertThat(proposal.remap().incumbent()).isEqualTo("anthropic/claude-sonnet-5.5");
            assertThat(proposal.evidence()).contains("in 167 tasks");
        });
        assertThat(report())
                .contains("planted/better may replace", "<svg", "scripts/tiers canary " + NAME, "given up")
                .contains("<tr><th>planted/better</th><td>2</td>", "a model needs 2.")
                .contains("<tr><th>Language de</th><td>1</td>", "<tr><th>Input of less than 1,000 tokens</th><td>")
                .doesNotContain("http:", "https:", "<script", "NaN");
    }

    /** The criteria that the model named in {@code heading} does not meet. */
    private List<String> refusals(String heading) {
        return simulated
                .printed()
                .lines()
                .dropWhile(line -> !line.strip().equals(heading))
                .skip(1)
                .takeWhile(line -> line.startsWith("    "))
                .map(String::strip)
                .toList();
    }

    @Test
    void withoutNamesTheCheapestSuitableModelsAreTaken() throws Exception {
        simulated.begin("0.01");

        assertThat(simulated.printed())
                .contains("challengers planted/worse, planted/verbose, mistralai/mistral-large-4-0.");
    }

    @Test
    void theSpendLimitIsSaidBeforeAndNeverExceeded() throws Exception {
        var finished = simulated.begin("0.06", "planted/better");

        assertThat(finished).isFalse();
        assertThat(simulated.printed())
                .contains("certainly no more than the limit of $0.060000000")
                .contains("Not finished: it stopped because the next call could exceed the spend limit.");
        try (var log = RunLog.open(simulated.folder.of(NAME))) {
            assertThat(Money.ofUsd("0.06").covers(log.spent())).isTrue();
            assertThat(log.runs()).isNotEmpty();
        }
        assertThat(simulated.folder.proposals()).isEmpty();
    }

    @Test
    void anInterruptedEvaluationGoesOnWhereItStopped() throws Exception {
        simulated.begin("0.06", "planted/better");
        int before;
        try (var log = RunLog.open(simulated.folder.of(NAME))) {
            before = log.runs().size();
        }
        var calls = simulated.calls();
        Files.writeString(runs(), "{\"candidate\":\"planted/bet", StandardOpenOption.APPEND);

        var finished = simulated.evaluator().resume(NAME, simulated.mapping, Money.ofUsd("5"));

        assertThat(finished).isTrue();
        assertThat(simulated.calls() - calls).isEqualTo(2 * 167 - before);
        assertThat(simulated.folder.find(NAME)).isPresent();
        try (var log = RunLog.open(simulated.folder.of(NAME))) {
            assertThat(log.runs()).hasSize(2 * 167);
        }
    }

    @Test
    void aCallThatWasInterruptedCountsAsSpent() throws Exception {
        simulated.begin("0.06", "planted/better");
        Files.writeString(
                runs(),
                "{\"candidate\":\"planted/better\",\"task\":\"tools/timer\",\"run\":1,\"most_usd\":\"4.50\"}\n",
                StandardOpenOption.APPEND);

        assertThat(simulated.evaluator().resume(NAME, simulated.mapping, Money.ofUsd("4.54")))
                .isFalse();
    }

    @Test
    void anEvaluationThatIsRunningIsNotContinuedByAnother() throws Exception {
        simulated.begin("0.06", "planted/better");
        var calls = simulated.calls();

        try (var running = RunLog.open(simulated.folder.of(NAME))) {
            assertThatThrownBy(() -> simulated.evaluator().resume(NAME, simulated.mapping, Money.ofUsd("5")))
                    .hasMessageContaining("running elsewhere");
            assertThat(running.runs()).isNotEmpty();
        }

        assertThat(simulated.calls()).isEqualTo(calls);
        assertThat(simulated.evaluator().resume(NAME, simulated.mapping, Money.ofUsd("5")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"category\": \"tools\"}]|the task  is invalid: ",
                "[{\"id\": \"x\", \"category\": \"a\", \"prompt\": \"p\", \"grade\": {\"type\": \"text\"}}]|difficulty must be from 1 to 4",
                "[{\"id\": \"x\", \"category\": \"a\", \"difficulty\": \"1\", \"prompt\": \"p\", \"grade\": {}}]|difficulty must be from 1 to 4",
                "[{\"id\": \"x\", \"category\": \" \", \"difficulty\": 1, \"prompt\": \"p\", \"grade\": {}}]|category must be a text",
                "[{\"id\": \"x\", \"category\": \"a\", \"difficulty\": 1, \"prompt\": \"p\", \"grade\": 7}]|grade must be an object",
                "{\"id\": \"x\"}|is not a JSON array of tasks",
                "''|is not a JSON array of tasks",
                "[7|is not JSON, in line 1",
            })
    void aTaskThatMakesNoSenseIsNamedBeforeACall(String text, String message) throws Exception {
        Files.writeString(simulated.tasks().resolve("own.json"), text);

        assertThatThrownBy(() -> simulated.begin("5", "planted/better"))
                .hasMessageContaining("own.json")
                .hasMessageContaining(message);
        assertThat(simulated.calls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "{\"tier\": \"tier-2\", \"evaluation\": \"x\", \"at\": \"noon\"}"})
    void aBrokenProposalIsNamed(String text) throws Exception {
        Files.createDirectories(simulated.folder.of(NAME));
        Files.writeString(simulated.folder.of(NAME).resolve("proposal.json"), text);

        assertThatThrownBy(() -> simulated.folder.proposals())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(NAME)
                .hasMessageContaining("is not a proposal");
    }

    @Test
    void anEvaluationDoesNotGoOnWithOtherTasks() throws Exception {
        simulated.begin("0.10", "planted/better");
        Files.delete(simulated.tasks().resolve("schema.json"));

        assertThatThrownBy(() -> simulated.evaluator().resume(NAME, simulated.mapping, null))
                .hasMessageContaining("no longer those with which");
        assertThatThrownBy(() -> simulated.evaluator().resume("tier-2-2026-11-29-9", simulated.mapping, null))
                .hasMessageContaining("there is no evaluation");
    }

    @Test
    void aModelThatDoesNotSuitTheTierIsNotEvaluated() {
        assertThatThrownBy(() -> simulated.begin("5", "planted/leaving"))
                .hasMessage("planted/leaving is removed on 2026-12-19.");
        assertThatThrownBy(() -> simulated.begin("5", "planted/retaining")).hasMessageContaining("keeps nothing");
        assertThatThrownBy(() -> simulated.begin("5", "planted/one-host")).hasMessageContaining("has 1 host");
        assertThatThrownBy(() -> simulated.begin("5", "planted/free")).hasMessageContaining("price of 0");
        assertThatThrownBy(() -> simulated.begin("5", "planted/auto")).hasMessage("The catalogue has no planted/auto.");
        assertThatThrownBy(() -> simulated.begin("5", "anthropic/claude-sonnet-5.5"))
                .hasMessageContaining("is the incumbent");
        assertThat(simulated.folder.path()).doesNotExist();
    }

    @Test
    void theCatalogueIsExplained() throws Exception {
        simulated.evaluator().screen(simulated.tier());

        assertThat(simulated.printed())
                .contains(" models suit the tier")
                .containsPattern("planted/better +\\$0\\.005500000  1\\.00/5\\.00  2 hosts\n")
                .contains("planted/one-host has 1 host with the context and output cap that the tier sells, and the"
                        + " class needs 2")
                .contains("planted/dear-second-host costs 2.50/12.50 at the hosts that the class needs, above 100 % of"
                        + " the list price")
                .contains("planted/leaving is removed on 2026-12-19")
                .contains("planted/auto has a negative price");
    }

    @Test
    void aRefusedAccountStopsAnEvaluationAndCountsForNobody() throws Exception {
        var calls = new AtomicInteger();
        var evaluator = simulated.evaluator(request -> {
            calls.incrementAndGet();
            return failing(UpstreamFailure.REFUSED_US, null);
        });

        var finished =
                evaluator.begin(simulated.mapping, simulated.tier(), Money.ofUsd("5"), List.of("planted/better"));

        assertThat(finished).isFalse();
        assertThat(calls).hasValueLessThanOrEqualTo(4);
        assertThat(simulated.printed()).contains("the provider refuses our account");
        try (var log = RunLog.open(simulated.folder.of(NAME))) {
            assertThat(log.runs()).isEmpty();
            assertThat(log.spent()).isEqualTo(Money.ZERO);
        }
    }

    @Test
    void aModelThatAsksToSlowDownIsAskedAgain() throws Exception {
        var calls = new AtomicInteger();
        var firsts = new AtomicInteger();
        var asked = ConcurrentHashMap.<UpstreamRequest>newKeySet();
        var evaluator = simulated.evaluator(request -> {
            calls.incrementAndGet();
            // Every fifth request is told to slow down when it comes first, whatever the threads send meanwhile.
            return asked.add(request) && firsts.incrementAndGet() % 5 == 0
                    ? failing(UpstreamFailure.UNAVAILABLE, Duration.ofMillis(1))
                    : simulated.upstream.open(request);
        });

        evaluator.begin(simulated.mapping, simulated.tier(), Money.ofUsd("5"), List.of("planted/better"));

        assertThat(simulated.printed()).contains("planted/better");
        assertThat(calls).hasValueGreaterThan(2 * 167 + 20);
    }

    private static UpstreamCall failing(UpstreamFailure failure, @Nullable Duration retryAfter) {
        return new UpstreamCall() {
            @Override
            public Optional<UpstreamEvent> next(Duration patience) {
                return Optional.of(UpstreamEvent.Failed.reported(failure).retryAfter(retryAfter));
            }

            @Override
            public void close() {}
        };
    }
}
