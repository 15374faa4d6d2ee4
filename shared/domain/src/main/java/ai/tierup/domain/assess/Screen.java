package ai.tierup.domain.assess;

import ai.tierup.domain.assess.ClassCriteria.Screening;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.money.TokenPrice;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.Tier;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the models of a catalogue that could serve a tier, and ranks them by what a typical request would cost us.
 *
 * @param tier the tier as it is now
 */
public record Screen(Tier tier, Screening criteria, LocalDate today) {

    /** Of how many models the hosts are counted at most, because each needs a request of its own. */
    public static final int MAX_COUNTED = 40;

    private static final int PERCENT = 100;

    /**
     * A model of the catalogue, as judged for the tier.
     *
     * @param typicalCost what a typical request costs us
     * @param objections why it cannot serve the tier; empty if it can
     * @param isChosen whether it is evaluated without being named
     */
    public record Screened(Listing listing, Money typicalCost, List<String> objections, boolean isChosen) {

        public boolean isSuitable() {
            return objections.isEmpty();
        }
    }

    /** All models of the catalogue: those that could serve the tier first, and of these the cheapest first. */
    public List<Screened> rank(Collection<Listing> listings) {
        return listings.stream()
                .map(this::screened)
                .sorted(Comparator.comparing((Screened model) -> !model.isSuitable())
                        .thenComparing(model -> !model.isChosen())
                        .thenComparing(Screened::typicalCost)
                        .thenComparing(model -> model.listing().slug()))
                .toList();
    }

    /**
     * Ranks models again by what their hosts offer. A model costs what the dearest of the hosts that it needs asks for: the price that is
     * sent as the most that we pay keeps dearer hosts away.
     *
     * @param hosts by the slug of the model
     */
    public List<Screened> rank(Collection<Screened> models, Map<String, List<Host>> hosts) {
        return rank(models.stream()
                .map(model -> counted(
                        model.listing(), hosts.getOrDefault(model.listing().slug(), List.of())))
                .toList());
    }

    /** The hosts of a model that can serve the tier, the cheapest first. A host may be listed several times, for each of its places. */
    public List<Host> able(List<Host> hosts) {
        var byCost =
                Comparator.comparing((Host host) -> typicalCost(host.pricing().tokens()));
        return hosts.stream()
                .filter(host -> host.contextTokens() >= tier.limits().contextTokens()
                        && host.maxOutputTokens() >= tier.limits().maxOutputTokens())
                .collect(Collectors.toMap(Host::name, Function.identity(), BinaryOperator.minBy(byCost)))
                .values()
                .stream()
                .sorted(byCost)
                .toList();
    }

    private Listing counted(Listing listing, List<Host> hosts) {
        var able = able(hosts);
        var pricing = listing.pricing();
        for (var needed : able.subList(0, Math.min(criteria.minHosts(), able.size()))) {
            pricing = needed.covering(pricing);
        }
        return listing.withHosts(able.size(), pricing);
    }

    private Screened screened(Listing listing) {
        var objections = objections(listing);
        var hasIndex = criteria.minIndex() == null || listing.remarks().index() != null;
        var isCandidate = tier.candidates().stream()
                .anyMatch(candidate ->
                        candidate.name().equals(listing.asCandidate().name()));
        return new Screened(
                listing,
                typicalCost(listing.pricing().tokens()),
                objections,
                objections.isEmpty() && hasIndex && !isCandidate);
    }

    /** What a typical request costs us at these prices. */
    Money typicalCost(TokenPrices prices) {
        return prices.costOf(criteria.typicalInputTokens(), criteria.typicalOutputTokens());
    }

    private List<String> objections(Listing listing) {
        var objections = new ArrayList<String>();
        var limits = tier.limits();
        if (!listing.capabilities().containsAll(tier.capabilities())) {
            objections.add("lacks " + missing(listing));
        }
        if (listing.contextTokens() < limits.contextTokens()) {
            objections.add("has a context of " + listing.contextTokens() + " tokens, and the tier sells "
                    + limits.contextTokens());
        }
        if (listing.maxOutputTokens() < limits.maxOutputTokens()) {
            objections.add("writes at most " + listing.maxOutputTokens() + " tokens, and the tier sells "
                    + limits.maxOutputTokens());
        }
        objections.addAll(priceObjections(listing));
        var hosts = listing.remarks().hosts();
        if (hosts != null && hosts < criteria.minHosts()) {
            objections.add("has " + hosts + (hosts == 1 ? " host" : " hosts")
                    + " with the context and output cap that the tier sells, and the class needs "
                    + criteria.minHosts());
        }
        if (listing.removedOn() != null && !listing.removedOn().isAfter(today.plusDays(criteria.minRemainingDays()))) {
            objections.add("is removed on " + listing.removedOn());
        }
        if (criteria.requiresNoRetention() && !listing.remarks().keepsNothing()) {
            objections.add("has no host that keeps nothing of what it is sent");
        }
        var index = listing.remarks().index();
        if (criteria.minIndex() != null && index != null && index < criteria.minIndex()) {
            objections.add("has an index of " + index + ", and the class needs " + criteria.minIndex());
        }
        if (Remap.vendors(Remap.candidates(tier, listing.asCandidate())) < Remap.MIN_VENDORS) {
            objections.add("would leave the tier to one vendor");
        }
        return objections;
    }

    private List<String> priceObjections(Listing listing) {
        var prices = listing.pricing().tokens();
        if (prices.input().picoUsd() == 0 || prices.output().picoUsd() == 0) {
            return List.of("has a price of 0, which is an offer for trials and not for service");
        }
        var list = tier.listPrices();
        return isAbove(prices.input(), list.input()) || isAbove(prices.output(), list.output())
                ? List.of("costs " + prices.input().usdPerMillion() + "/"
                        + prices.output().usdPerMillion()
                        + (listing.remarks().hosts() == null ? "" : " at the hosts that the class needs") + ", above "
                        + criteria.maxPercentOfListPrice()
                        + " % of the list price of the class")
                : List.of();
    }

    private boolean isAbove(TokenPrice price, TokenPrice list) {
        return price.picoUsd() * PERCENT > list.picoUsd() * criteria.maxPercentOfListPrice();
    }

    private String missing(Listing listing) {
        var missing = EnumSet.copyOf(Objects.requireNonNull(tier.capabilities()));
        missing.removeAll(listing.capabilities());
        return missing.stream().map(Capability::publicName).collect(Collectors.joining(", "));
    }
}
