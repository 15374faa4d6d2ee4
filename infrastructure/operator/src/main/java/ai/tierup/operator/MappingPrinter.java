package ai.tierup.operator;

import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.PublishedTiers;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.tier.TierMove;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints tier mappings: for each tier its candidates, and how its price compares with its list price. Prints what became of a command, too.
 *
 * @param today decides which list prices are too old
 */
record MappingPrinter(LocalDate today, PrintStream out) {

    void line(String text) {
        out.println(text);
    }

    int refuse(List<String> objections) {
        line("Nothing was changed:");
        objections.forEach(objection -> line("  " + objection));
        return OperatorCommand.FAILED;
    }

    void print(PublishedTiers tiers) {
        line("Mapping " + tiers.live().version() + " of " + tiers.live().publishedAt() + " is live.");
        print(tiers.live());
        if (tiers.canary() != null && tiers.pointers().canary() != null) {
            line("Mapping " + tiers.canary().version() + " of " + tiers.canary().publishedAt() + " is a canary for "
                    + tiers.pointers().canary().percent() + " % of the accounts.");
            print(tiers.canary());
        }
    }

    void print(TierMove move) {
        var canary = move.to().canary();
        line("%s  %-8s  live %d%s  %s: %s"
                .formatted(
                        move.at(),
                        move.what(),
                        move.to().live(),
                        canary == null ? "" : ", canary " + canary.version() + " for " + canary.percent() + " %",
                        move.who(),
                        move.why()));
    }

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
