package ai.tierup.domain.tier;

import ai.tierup.domain.money.TokenPrice;
import ai.tierup.domain.money.TokenPrices;
import java.util.List;
import java.util.Set;

/**
 * A public performance class: its price, its list price, its limits, and the candidates behind it.
 *
 * @param className the class in one word: {@code speed}, {@code balance}, {@code intelligence}, {@code reasoning}
 * @param prices what the customer pays
 * @param listPrices the retail price of the class
 * @param capabilities features that every request to this tier may use
 * @param candidates in the order in which they are tried, at least one
 */
public record Tier(
        TierId id,
        String className,
        TokenPrices prices,
        ListPrices listPrices,
        TokenLimits limits,
        Set<Capability> capabilities,
        List<Candidate> candidates) {

    public Tier {
        capabilities = Set.copyOf(capabilities);
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException(id.publicName() + " has no candidate");
        }
        if (!limits.isConsistent()) {
            throw new IllegalArgumentException(id.publicName() + " has limits that contradict each other");
        }
    }

    /** The candidates that can serve a request with these needs, in order. */
    public List<Candidate> candidatesWith(Set<Capability> needs) {
        return candidates.stream()
                .filter(candidate -> candidate.capabilities().containsAll(needs))
                .toList();
    }

    /** By how much the tier is below its list price, in whole percent; negative if it is dearer. */
    public int discountPercent() {
        return listPrices.discountPercent(prices);
    }

    /** This tier as visitors of the playground get it: for no money. */
    public Tier free() {
        var nothing = new TokenPrice(0);
        return new Tier(id, className, new TokenPrices(nothing, nothing), listPrices, limits, capabilities, candidates);
    }

    /** Returns whether the tier costs no money. Its use then counts against the account's daily free allowance, at list price. */
    public boolean isFree() {
        return prices.input().picoUsd() == 0 && prices.output().picoUsd() == 0;
    }
}
