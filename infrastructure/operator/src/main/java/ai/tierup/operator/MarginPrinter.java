package ai.tierup.operator;

import ai.tierup.domain.operator.Margin;
import ai.tierup.domain.operator.TierMargin;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalLong;

/** Prints the margin of each tier, and of its candidates. */
final class MarginPrinter {

    private static final String FORMAT = "%-40s %10s %18s %18s %18s %18s %8s %9s";

    private MarginPrinter() {}

    static void print(List<TierMargin> margins, PrintStream out) {
        if (margins.isEmpty()) {
            return;
        }
        out.println();
        out.println(FORMAT.formatted(
                "tier, candidate", "requests", "billed", "of it in cash", "upstream", "margin", "ratio", "repeated"));
        for (var tier : margins) {
            out.println(line(tier.tier().publicName(), tier.total()));
            tier.candidates().forEach((name, margin) -> out.println(line("  " + name, margin)));
        }
        out.println(
                "margin: billed - upstream; negative is a subsidy.  ratio: our tokens for one of upstream's.  repeated: part of input");
    }

    private static String line(String name, Margin margin) {
        return FORMAT.formatted(
                name,
                margin.requests(),
                margin.billed(),
                margin.cash(),
                margin.upstream(),
                margin.left(),
                number("%.3f", margin.nativeRatioPermille(), 1000),
                number("%.1f %%", margin.repeatedPermille(), 10));
    }

    private static String number(String format, OptionalLong value, int divisor) {
        return value.isEmpty() ? "-" : format.formatted((double) value.getAsLong() / divisor);
    }
}
