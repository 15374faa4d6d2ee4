package ai.tierup.operator.evaluate;

import ai.tierup.domain.assess.Comparison;
import ai.tierup.domain.assess.Finding;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Prints the result of an evaluation in a few lines. */
record ReportPrinter(PrintStream out) {

    void print(Report report, List<Comparison> comparisons, Path page) {
        for (var comparison : comparisons) {
            var name = comparison.challenger().candidate();
            if (report.isGivenUp(comparison)) {
                out.println("  " + name + ": refused. " + report.failures(comparison));
                continue;
            }
            out.println("  " + name + ": " + (comparison.isAccepted() ? "accepted" : "refused"));
            comparison.findings().stream().filter(finding -> !finding.isMet()).forEach(this::print);
        }
        out.println(report.verdict(comparisons) + " Spent " + report.spent() + ".");
        out.println("Report: " + page);
        if (report.stopped() != null) {
            out.println("Continue: scripts/evaluate resume " + report.name() + " [SPEND-LIMIT]");
        } else if (Report.best(comparisons).isPresent()) {
            out.println("Next: scripts/tiers canary " + report.name() + " 5% WHY");
        }
    }

    private void print(Finding finding) {
        out.println("    " + finding.criterion().title() + ": " + finding.explanation());
    }
}
