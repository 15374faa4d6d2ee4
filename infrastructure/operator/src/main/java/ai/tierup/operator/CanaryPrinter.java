package ai.tierup.operator;

import ai.tierup.domain.canary.ArmCounts;
import ai.tierup.domain.canary.CanaryCounts;
import ai.tierup.domain.canary.JudgeCanary;
import ai.tierup.domain.canary.Measure;
import java.io.PrintStream;

/** Prints how a canary compares with the live version. */
record CanaryPrinter(PrintStream out) {

    void print(JudgeCanary.State state) {
        var counts = state.counts();
        out.println("Mapping " + state.canary().version() + " is a canary for "
                + state.canary().percent() + " % of the accounts: "
                + counts.canary().requests() + " requests, live "
                + counts.live().requests() + ".");
        for (var measure : Measure.values()) {
            out.println("  %-12s %-22s live %-22s evidence %s"
                    .formatted(
                            measure.publicName(),
                            results(measure, counts.canary()),
                            results(measure, counts.live()),
                            evidence(measure, counts)));
        }
        out.println(
                counts.isWorse()
                        ? "It is worse and is being rolled back."
                        : "Nothing says that it is worse. Evidence of 100, as the mean of all lines, would roll it"
                                + " back.");
    }

    /** The bad results, or the mean level of a measure that has many. */
    private static String results(Measure measure, ArmCounts counts) {
        var total = counts.total(measure);
        if (measure.levels() == 2 || total == 0) {
            return counts.atLeast(measure, 1) + " of " + total;
        }
        var sum = 0L;
        for (var level = 1; level < measure.levels(); level++) {
            sum += counts.atLeast(measure, level);
        }
        return "level %.1f of %d".formatted((double) sum / total, total);
    }

    private static String evidence(Measure measure, CanaryCounts counts) {
        var evidence = counts.evidence(measure);
        return evidence < 1_000_000 ? "%.2f".formatted(evidence) : "above a million";
    }
}
