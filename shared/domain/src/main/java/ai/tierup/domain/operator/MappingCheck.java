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

    /** Commands name versions by at most nine digits. */
    private static final int MAX_VERSION = 999_999_999;

    /** The criteria by which models are found and evaluated are kept by class. */
    private static final Set<String> CLASSES = Set.of("speed", "balance", "intelligence", "reasoning");

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
        var objections = new ArrayList<String>();
        if (mapping.version() < 1 || mapping.version() > MAX_VERSION) {
            objections.add("The version must be from 1 to " + MAX_VERSION + ", and is " + mapping.version() + ".");
        }
        for (var tier : mapping.inOrder()) {
            Stream.of(pricing(tier), objections(tier))
                    .flatMap(List::stream)
                    .forEach(objection -> objections.add(tier.id().publicName() + ": " + objection));
        }
        objections.addAll(draws(UpstreamBound.largest(mapping)));
        return objections;
    }

    /** What is wrong with the class and the prices that customers see. */
    private List<String> pricing(Tier tier) {
        var objections = new ArrayList<String>();
        var list = tier.listPrices();
        if (!CLASSES.contains(tier.className())) {
            objections.add("the class " + tier.className() + " has no criteria. The classes are "
                    + String.join(", ", new TreeSet<>(CLASSES)) + ".");
        }
        if (list.input().picoUsd() == 0 || list.output().picoUsd() == 0) {
            objections.add("a list price is 0. The discount and the free allowance are counted from it.");
        }
        if (list.asOf() != null && list.asOf().isAfter(today().plusDays(1))) {
            objections.add("the list prices are of " + list.asOf() + ", which is still to come.");
        }
        if (list.asOf() != null && list.referenceModels().isEmpty()) {
            objections.add("no reference model is named whose list prices these are.");
        }
        if (tier.isFree()) {
            if (tier.id() != TierId.TIER_1) {
                objections.add("it costs nothing. Only tier-1 is free.");
            }
        } else if (isFarAbove(list.input(), tier.prices().input())
                || isFarAbove(list.output(), tier.prices().output())) {
            objections.add(
                    "it is sold for less than a tenth of its list price. Prices are in dollars per million tokens.");
        }
        return objections;
    }

    private List<String> objections(Tier tier) {
        var objections = new ArrayList<String>();
        if (vendors(tier).size() < MIN_VENDORS) {
            objections.add("all candidates are of one vendor, " + vendors(tier)
                    + ". If it fails, nobody answers. Add one of another vendor.");
        }
        var roomy = vendorsOf(tier.candidates().stream().filter(candidate -> candidate.holdsContextOf(tier.limits())));
        if (vendors(tier).size() >= MIN_VENDORS && roomy.size() < MIN_VENDORS) {
            objections.add("requests of " + tier.limits().contextTokens() + " tokens, which the tier sells, fit "
                    + (roomy.isEmpty()
                            ? "into no candidate's context. Nobody answers them. Add candidates of two vendors"
                            : "only into the context of the candidates of " + roomy
                                    + ". If that vendor fails, nobody answers them. Add one of another vendor")
                    + " with such a context.");
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
        if (candidate.slug().isBlank()) {
            objections.add("has no slug.");
        }
        if (TierId.named(candidate.slug().substring(candidate.slug().lastIndexOf('/') + 1))
                .isPresent()) {
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

    private static boolean isFarAbove(TokenPrice price, TokenPrice other) {
        return price.picoUsd() > other.picoUsd() * MAX_LIST_PRICES;
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
