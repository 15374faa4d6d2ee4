package ai.tierup.domain.assess;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.assess.ClassCriteria.Choice;
import ai.tierup.domain.assess.ClassCriteria.Rules;
import ai.tierup.domain.assess.ClassCriteria.Screening;
import ai.tierup.domain.assess.Finding.Criterion;
import ai.tierup.domain.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** 210 tasks in seven categories, each done three times. The incumbent passes eight of ten, at $0.002 a run. */
class AssessTest {

    private static final int TASKS = 210;
    private static final int RUNS = 3;
    private static final ClassCriteria CRITERIA = new ClassCriteria(
            "balance",
            new Screening(3000, 700, 100, 60, 2, true, null),
            new Choice(1, 4, RUNS, 100),
            new Rules(0.05, 0.05, 0.08, 1.15, 0.02));
    private static final Assess ASSESS = new Assess(CRITERIA, TASKS, 1);
    private static final Model INCUMBENT = new Model(0.80, 0, 2_000_000, 1.0, 0);

    /**
     * A made-up model.
     *
     * @param loss by how much less it passes in the category {@code tools}
     * @param bill its bills, relative to those of the incumbent
     */
    private record Model(double quality, double loss, long nanoUsd, double bill, double failures) {

        /** Two of three tasks are hard for all models alike. */
        Scores scores(String name, long seed) {
            var shared = new SplittableRandom(1);
            var own = new SplittableRandom(seed);
            var tasks = new ArrayList<TaskScore>();
            for (var task = 0; task < TASKS; task++) {
                var category = List.of("arithmetic", "code", "constraints", "extraction", "refusals", "schema", "tools")
                        .get(task % 7);
                var hardness = shared.nextDouble();
                var isShared = task % 3 != 0;
                var passed = 0;
                var failed = 0;
                for (var run = 0; run < RUNS; run++) {
                    var draw = isShared ? hardness : own.nextDouble();
                    if (own.nextDouble() < failures) {
                        failed++;
                    } else if (draw < quality - (category.equals("tools") ? loss : 0)) {
                        passed++;
                    }
                }
                tasks.add(new TaskScore(
                        "task-" + task,
                        category,
                        RUNS,
                        passed,
                        failed,
                        new Money(nanoUsd * RUNS),
                        new Money(Math.round(1_000_000 * bill * RUNS)),
                        Math.round(400 * bill * RUNS)));
            }
            return new Scores(name, tasks);
        }
    }

    private static Comparison compare(Model challenger) {
        return ASSESS.compare(INCUMBENT.scores("incumbent", 2), challenger.scores("challenger", 3));
    }

    private static List<Criterion> unmet(Comparison comparison) {
        return comparison.findings().stream()
                .filter(finding -> !finding.isMet())
                .map(Finding::criterion)
                .toList();
    }

    @Test
    void aBetterAndCheaperModelIsAccepted() {
        var comparison = compare(new Model(0.90, 0, 1_000_000, 1.0, 0));

        assertThat(unmet(comparison)).isEmpty();
        assertThat(comparison.isAccepted()).isTrue();
        assertThat(comparison.quality().estimate()).isBetween(0.06, 0.15);
        assertThat(comparison.costRatio().estimate()).isBetween(0.40, 0.48);
        assertThat(comparison.costRatio().high()).isLessThan(0.52);
    }

    @Test
    void aWorseModelIsRefusedHoweverCheapItIs() {
        assertThat(unmet(compare(new Model(0.70, 0, 100_000, 1.0, 0)))).contains(Criterion.QUALITY);
    }

    @Test
    void aModelThatIsWorseInOneCategoryOnlyIsRefused() {
        var comparison = compare(new Model(0.88, 0.30, 1_000_000, 1.0, 0));

        assertThat(unmet(comparison)).containsExactly(Criterion.CATEGORIES);
        assertThat(comparison.findings().get(3).explanation()).contains("tools");
    }

    @Test
    void aModelThatWritesMoreForTheSameAnswersIsRefused() {
        assertThat(unmet(compare(new Model(0.90, 0, 1_000_000, 1.3, 0)))).containsExactly(Criterion.BILL);
        assertThat(unmet(compare(new Model(0.90, 0, 1_000_000, 1.1, 0)))).isEmpty();
    }

    @Test
    void aModelThatSavesNothingIsRefused() {
        assertThat(unmet(compare(new Model(0.80, 0, 2_000_000, 1.0, 0)))).contains(Criterion.COST);
    }

    @Test
    void aModelThatFailsHalfOfTheTimeIsRefusedAndGivenUpEarly() {
        assertThat(unmet(compare(new Model(0.95, 0, 500_000, 1.0, 0.5)))).contains(Criterion.FAILURES);

        assertThat(ASSESS.isHopeless(1, 1)).isFalse();
        assertThat(ASSESS.isHopeless(4, 4)).isFalse();
        assertThat(ASSESS.isHopeless(5, 10)).isTrue();
        assertThat(ASSESS.isHopeless(5, 100)).isFalse();
        assertThat(ASSESS.isHopeless(0, 0)).isFalse();
    }

    @Test
    void nothingIsConcludedFromAPartOfTheTasks() {
        var whole = new Model(0.90, 0, 1_000_000, 1.0, 0).scores("challenger", 3);
        var part = new Scores("challenger", whole.tasks().subList(0, TASKS - 1));

        assertThat(unmet(ASSESS.compare(INCUMBENT.scores("incumbent", 2), part)))
                .containsExactly(Criterion.COMPLETE);
        assertThat(unmet(ASSESS.compare(INCUMBENT.scores("incumbent", 2), new Scores("challenger", List.of()))))
                .contains(Criterion.COMPLETE, Criterion.QUALITY, Criterion.COST, Criterion.BILL);
    }

    @Test
    void aModelThatNeverPassesHasNoFiniteCostPerSuccess() {
        var comparison = compare(new Model(0, 0, 1_000, 1.0, 0));

        assertThat(comparison.costRatio().estimate()).isInfinite();
        assertThat(unmet(comparison)).contains(Criterion.QUALITY, Criterion.CATEGORIES, Criterion.COST);
    }

    @Test
    void amongManyChallengersEachNeedsMoreEvidence() {
        var incumbent = INCUMBENT.scores("incumbent", 2);
        var challenger = new Model(0.84, 0, 1_000_000, 1.0, 0).scores("challenger", 3);

        var alone = ASSESS.compare(incumbent, challenger);
        var oneOfTen = new Assess(CRITERIA, TASKS, 10).compare(incumbent, challenger);

        assertThat(oneOfTen.quality().low()).isLessThan(alone.quality().low());
        assertThat(oneOfTen.costRatio().high()).isGreaterThan(alone.costRatio().high());
        assertThat(oneOfTen.quality().estimate()).isEqualTo(alone.quality().estimate());
    }
}
