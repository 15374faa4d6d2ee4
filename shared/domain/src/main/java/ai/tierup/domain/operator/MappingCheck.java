package ai.tierup.domain.operator;

import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.PoolLedger;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.money.TokenPrice;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.wallet.UpstreamBound;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what is wrong with a mapping before any customer gets it. */
public final class MappingCheck {

    private static final int MIN_VENDORS = 2;
    private static final int MIN_REMAINING_DAYS = 30;

    /** A candidate that costs more than this many times the list price was probably entered in another unit. */
    private static final int MAX_LIST_PRICES = 10;

    private final Set<ProviderId> providers;
    private final PoolLedger pools;
    private final InstantSource clock;

    /** @param providers the providers that the service is configured for */
    public MappingCheck(Set<ProviderId> providers, PoolLedger pools, InstantSource clock) {
        this.providers = Set.copyOf(providers);
        this.pools = pools;
        this.clock = clock;
    }

    /** What is wrong with a mapping, for an operator to read; empty if it may become live. */
    List<String> objections(TierMapping mapping) {
        return Stream.concat(
                        mapping.inOrder().stream()
                                .flatMap(tier -> objections(tier).stream()
                                        .map(objection -> tier.id().publicName() + ": " + objection)),
                        draws(UpstreamBound.largest(mapping)).stream())
                .toList();
    }

    private List<String> objections(Tier tier) {
        var objections = new ArrayList<String>();
        if (vendors(tier).size() < MIN_VENDORS) {
            objections.add("all candidates are of one vendor, " + vendors(tier)
                    + ". If it fails, nobody answers. Add one of another vendor.");
        }
        var roomy = vendorsOf(tier.candidates().stream().filter(candidate -> candidate.holdsContextOf(tier.limits())));
        if (vendors(tier).size() >= MIN_VENDORS && roomy.size() < MIN_VENDORS) {
            objections.add(
                    "requests of " + tier.limits().contextTokens() + " tokens, which the tier sells, fit only into"
                            + " the context of the candidates of " + roomy
                            + ". If that vendor fails, nobody answers them. Add one of another vendor with such a context.");
        }
        if (tier.listPrices().input().picoUsd() == 0
                || tier.listPrices().output().picoUsd() == 0) {
            objections.add("a list price is 0. The discount and the free allowance are counted from it.");
        }
        var seen = new HashSet<String>();
        for (var candidate : tier.candidates()) {
            if (!seen.add(candidate.name())) {
                objections.add(candidate.name() + " is there twice.");
            }
            objections(tier, candidate).forEach(objection -> objections.add(candidate.name() + " " + objection));
        }
        return objections;
    }

    private static Set<String> vendors(Tier tier) {
        return vendorsOf(tier.candidates().stream());
    }

    private static Set<String> vendorsOf(Stream<Candidate> candidates) {
        return candidates.map(Candidate::vendor).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> objections(Tier tier, Candidate candidate) {
        var objections = new ArrayList<String>();
        if (TierId.named(candidate.slug()).isPresent()) {
            objections.add("is a tier of this service. A request would go round in a circle.");
        }
        if (!providers.contains(candidate.provider())) {
            objections.add("is at the provider " + candidate.provider()
                    + ", which is not configured. TIERUP_PROVIDERS configures " + providers + ".");
        }
        if (!candidate.capabilities().containsAll(tier.capabilities())) {
            objections.add("lacks " + missing(tier, candidate) + ", which the tier sells.");
        }
        if (tier.capabilities().contains(Capability.REASONING_EFFORT)
                && !candidate.parameters().hasLevels()) {
            objections.add("has no level of reasoning_effort, which the tier sells.");
        }
        var needed = candidate.nativeRatio().nativeTokens(tier.limits().maxOutputTokens());
        if (candidate.maxOutputTokens() < needed) {
            objections.add("writes at most " + candidate.maxOutputTokens() + " native tokens, and the tier sells "
                    + tier.limits().maxOutputTokens() + ", which are " + needed + " of its own.");
        }
        if (candidate.isRemovedWithin(MIN_REMAINING_DAYS, today())) {
            objections.add("is removed by its provider on " + candidate.removedOn() + ", in less than "
                    + MIN_REMAINING_DAYS + " days.");
        }
        var list = tier.listPrices();
        if (isFarAbove(candidate.upstreamPrices().input(), list.input())
                || isFarAbove(candidate.upstreamPrices().output(), list.output())) {
            objections.add("costs more than " + MAX_LIST_PRICES
                    + " times the tier's list price. Prices are in dollars per million tokens.");
        }
        return objections;
    }

    private static String missing(Tier tier, Candidate candidate) {
        var missing = EnumSet.copyOf(tier.capabilities());
        missing.removeAll(candidate.capabilities());
        return missing.stream().map(Capability::publicName).collect(Collectors.joining(", "));
    }

    private static boolean isFarAbove(TokenPrice price, TokenPrice list) {
        return price.picoUsd() > list.picoUsd() * MAX_LIST_PRICES;
    }

    /**
     * Each request draws from the day's pools what it can cost us at most. Their shards were sized for the mapping that was live when they
     * were rolled. A request that can cost more than a shard has would be refused, whatever is left in the pool.
     */
    private List<String> draws(Money largestDraw) {
        var objections = new ArrayList<String>();
        for (var day : List.of(today(), today().plusDays(1))) {
            for (var pool : Pool.values()) {
                pools.find(pool, day)
                        .map(rolled -> rolled.share(rolled.budget(), rolled.shards() - 1))
                        .filter(shard -> !shard.covers(largestDraw))
                        .ifPresent(shard -> objections.add("A request can cost us " + largestDraw + ", but the pool "
                                + pool.publicName() + " of " + day + " gives at most " + shard
                                + " to one request. Raise its budget (scripts/guardrail set), or name"
                                + " cheaper candidates."));
            }
        }
        return objections;
    }

    /** What customers would notice if some of them got {@code canary} and the others {@code live}; empty if nothing. */
    static List<String> visibleDifferences(TierMapping canary, TierMapping live) {
        return canary.inOrder().stream()
                .filter(tier -> !looksLike(tier, live.tier(tier.id())))
                .map(tier -> tier.id().publicName() + ": version " + canary.version() + " and the live version "
                        + live.version()
                        + " differ in prices, limits or capabilities. A canary may only have other candidates, because"
                        + " all customers are promised the same. Promote it instead.")
                .toList();
    }

    private static boolean looksLike(Tier tier, Tier other) {
        return tier.className().equals(other.className())
                && tier.prices().equals(other.prices())
                && tier.listPrices().prices().equals(other.listPrices().prices())
                && tier.limits().equals(other.limits())
                && tier.capabilities().equals(other.capabilities());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
