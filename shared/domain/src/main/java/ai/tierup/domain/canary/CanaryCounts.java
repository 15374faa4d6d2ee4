package ai.tierup.domain.canary;

import java.util.Arrays;
import java.util.Comparator;

/** The results of both arms since the canary was started or its share was changed. */
public record CanaryCounts(ArmCounts live, ArmCounts canary) {

    public static final CanaryCounts NONE = new CanaryCounts(ArmCounts.NONE, ArmCounts.NONE);

    /** The most canaries as good as the live version that are ended by mistake: one in a hundred, however long they run. */
    private static final double MAX_FALSE_ALARMS = 0.01;

    static CanaryCounts of(Arm arm, ArmCounts counts) {
        return arm == Arm.CANARY ? new CanaryCounts(ArmCounts.NONE, counts) : new CanaryCounts(counts, ArmCounts.NONE);
    }

    public CanaryCounts plus(CanaryCounts more) {
        return new CanaryCounts(live.plus(more.live), canary.plus(more.canary));
    }

    /** The evidence that the canary is worse by this measure: see {@link SequentialTest}. */
    public double evidence(Measure measure) {
        return Math.exp(SequentialTest.logEvidence(measure, live, canary));
    }

    /** Returns whether the canary is worse. May be asked after every request: the mean of evidence is evidence too. */
    public boolean isWorse() {
        return Arrays.stream(Measure.values())
                        .mapToDouble(this::evidence)
                        .average()
                        .orElseThrow()
                >= 1 / MAX_FALSE_ALARMS;
    }

    /** The measure by which the canary is worst, in words: {@code failure of 12 of 40 requests, live 3 of 900}. */
    public String worst() {
        var worst = Arrays.stream(Measure.values())
                .max(Comparator.comparingDouble(this::evidence))
                .orElseThrow();
        var level = SequentialTest.decidingLevel(worst, live, canary);
        return "%s%s in %d of %d, live %d of %d"
                .formatted(
                        worst.publicName(),
                        worst.levels() > 2 ? " above level " + (level - 1) : "",
                        canary.atLeast(worst, level),
                        canary.total(worst),
                        live.atLeast(worst, level),
                        live.total(worst));
    }
}
