package ai.tierup.domain.assess;

import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a mapping says of a candidate with what its provider offers now.
 *
 * @param listing null if the provider does not list it any more
 */
record CandidateChanges(Candidate candidate, @Nullable Listing listing) {

    /** What has become worse than the mapping says; empty if nothing has. */
    List<String> found() {
        if (listing == null) {
            return List.of(candidate.name() + " is not in the catalogue any more.");
        }
        var changes = new ArrayList<String>();
        var mapped = candidate.upstreamPrices();
        var listed = listing.pricing().tokens();
        if (listed.input().picoUsd() > mapped.input().picoUsd()
                || listed.output().picoUsd() > mapped.output().picoUsd()) {
            changes.add("costs " + text(listed) + ", and the mapping says " + text(mapped));
        }
        if (listing.removedOn() != null && !Objects.equals(listing.removedOn(), candidate.removedOn())) {
            changes.add("is removed on " + listing.removedOn() + ", which the mapping does not say");
        }
        var context = candidate.limits().contextTokens();
        if (context != null && listing.contextTokens() < context) {
            changes.add("has a context of " + listing.contextTokens() + " tokens, and the mapping says " + context);
        }
        if (listing.maxOutputTokens() < candidate.maxOutputTokens()) {
            changes.add("writes at most " + listing.maxOutputTokens() + " tokens, and the mapping says "
                    + candidate.maxOutputTokens());
        }
        if (!listing.capabilities().containsAll(candidate.capabilities())) {
            changes.add("lacks capabilities that the mapping names");
        }
        return changes.stream()
                .map(change -> candidate.name() + " " + change + ".")
                .toList();
    }

    private static String text(TokenPrices prices) {
        return prices.input().usdPerMillion() + "/" + prices.output().usdPerMillion();
    }
}
