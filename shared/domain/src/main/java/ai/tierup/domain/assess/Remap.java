package ai.tierup.domain.assess;

import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/**
 * A change of a mapping: a candidate is asked first in a tier.
 *
 * @param incumbent name of the candidate that is asked first until then, and with which it was compared
 */
public record Remap(TierId tier, String incumbent, Candidate first) {

    static final int MIN_VENDORS = 2;

    /** Returns whether the tier of a mapping still has the incumbent that the candidate was compared with. */
    public boolean suits(TierMapping mapping) {
        return mapping.tier(tier).candidates().getFirst().name().equals(incumbent);
    }

    /** The mapping after the change. Everything but the candidates of the tier is as before. */
    public TierMapping applied(TierMapping mapping, int version, Instant publishedAt) {
        var before = mapping.tier(tier);
        var tiers = new EnumMap<>(mapping.tiers());
        tiers.put(
                tier,
                new Tier(
                        tier,
                        before.className(),
                        before.prices(),
                        before.listPrices(),
                        before.limits(),
                        before.capabilities(),
                        candidates(before, first)));
        return new TierMapping(version, publishedAt, tiers);
    }

    /** The candidates of a tier with another first one: as many as before, at least two, and of two vendors where that is possible. */
    static List<Candidate> candidates(Tier tier, Candidate first) {
        var candidates = new ArrayList<Candidate>();
        candidates.add(first);
        tier.candidates().stream()
                .filter(candidate -> !candidate.name().equals(first.name()))
                .forEach(candidates::add);
        while (candidates.size() > Math.max(MIN_VENDORS, tier.candidates().size())) {
            candidates.remove(leastNeeded(candidates));
        }
        return candidates;
    }

    /** The last candidate whose absence leaves two vendors. */
    private static Candidate leastNeeded(List<Candidate> candidates) {
        for (var candidate : candidates.subList(1, candidates.size()).reversed()) {
            var others = new ArrayList<>(candidates);
            others.remove(candidate);
            if (vendors(others) >= MIN_VENDORS) {
                return candidate;
            }
        }
        return candidates.getLast();
    }

    static long vendors(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::vendor).distinct().count();
    }
}
