package ai.tierup.operator;

import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierMapping;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.stream.Collectors;

/**
 * Prints tier mappings: for each tier its candidates, and how its price compares with its list price.
 *
 * @param today decides which list prices are too old
 */
record MappingPrinter(LocalDate today, PrintStream out) {

    void print(TierMapping mapping) {
        for (var tier : mapping.inOrder()) {
            out.println("  " + tier.id().publicName() + "  "
                    + tier.candidates().stream().map(Candidate::name).collect(Collectors.joining(", ")));
            out.println("          " + price(tier));
        }
    }

    private String price(Tier tier) {
        var list = tier.listPrices();
        return tier.discountPercent() + " % under the list prices of "
                + (list.asOf() == null ? "an unknown day" : list.asOf().toString())
                + (list.isStale(today) ? ". STALE: look them up again and publish them with today's date" : "");
    }
}
