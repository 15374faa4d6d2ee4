package ai.tierup.domain.assess;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.assess.Screen.Screened;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the catalogue, and stores for each tier which models are worth an evaluation. Raises an alarm for models that were not found before,
 * and for candidates that are no longer offered as the live mapping says. It asks no model anything.
 */
public final class FindModels {

    /** More would only be read by nobody. */
    private static final int MAX_MODELS = 10;

    private final TierCatalogue tiers;
    private final ModelSource source;
    private final Function<String, ClassCriteria> criteria;
    private final Shortlists shortlists;
    private final Alarms alarms;
    private final InstantSource clock;

    /** @param criteria gives the criteria of a class */
    public FindModels(
            TierCatalogue tiers,
            ModelSource source,
            Function<String, ClassCriteria> criteria,
            Shortlists shortlists,
            Alarms alarms,
            InstantSource clock) {
        this.tiers = tiers;
        this.source = source;
        this.criteria = criteria;
        this.shortlists = shortlists;
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * What a run has found, over all tiers.
     *
     * @param listed models in the catalogue that can be read
     * @param unreadable entries of the catalogue that make no sense
     * @param waiting models that are worth an evaluation
     * @param changes what is no longer as the mapping says
     */
    public record Run(int listed, int unreadable, int waiting, int changes) {}

    /** @throws UncheckedIOException if the catalogue cannot be read. The last shortlists stay */
    public Run run() {
        if (!source.exists()) {
            return new Run(0, 0, 0, 0);
        }
        var now = clock.instant();
        var live = tiers.live();
        var catalogues = new HashMap<Integer, Catalogue>();
        for (var tier : live.inOrder()) {
            catalogues.computeIfAbsent(tier.limits().contextTokens(), this::read);
        }
        var found = new ArrayList<Shortlist>();
        for (var tier : live.inOrder()) {
            var catalogue = Objects.requireNonNull(catalogues.get(tier.limits().contextTokens()));
            found.add(shortlist(tier, catalogue, now));
        }
        var before = shortlists.all();
        for (var shortlist : found) {
            shortlists.write(shortlist);
            var name = shortlist.tier().publicName();
            shortlist
                    .newSince(before)
                    .forEach(model -> alarms.raise(Alarm.MODELS_TO_EVALUATE, name + " " + model.slug()));
            shortlist.changes().forEach(change -> alarms.raise(Alarm.CANDIDATE_CHANGED, name + " " + change));
        }
        var any = catalogues.values().iterator().next();
        return new Run(
                any.listings().size(),
                any.unreadable().size(),
                found.stream().mapToInt(list -> list.models().size()).sum(),
                found.stream().mapToInt(list -> list.changes().size()).sum());
    }

    /** What the last run has found, by tier; empty if there was none. */
    public List<Shortlist> last() {
        return shortlists.all();
    }

    private Catalogue read(int contextTokens) {
        try {
            var catalogue = source.read(contextTokens);
            if (catalogue.listings().isEmpty()) {
                throw new IOException("The catalogue lists no model that can be read");
            }
            return catalogue;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Shortlist shortlist(Tier tier, Catalogue catalogue, Instant now) {
        var byName = catalogue.listings().stream()
                .collect(Collectors.toMap(listing -> listing.asCandidate().name(), Function.identity()));
        var screening = criteria.apply(tier.className()).screening();
        var screen = new Screen(tier, screening, LocalDate.ofInstant(now, ZoneOffset.UTC));
        var incumbent = tier.candidates().getFirst();
        var prices = byName.containsKey(incumbent.name())
                ? byName.get(incumbent.name()).pricing().tokens()
                : incumbent.upstreamPrices();
        var cost = screen.typicalCost(prices);
        var cheaper = cheaper(screen.rank(catalogue.listings()), cost, Screen.MAX_COUNTED);
        var models = cheaper(screen.rank(cheaper, hosts(tier, cheaper)), cost, MAX_MODELS).stream()
                .map(model -> new Shortlist.Model(
                        model.listing().slug(),
                        model.typicalCost(),
                        model.listing().remarks().index(),
                        model.listing().remarks().hosts()))
                .toList();
        return new Shortlist(tier.id(), now, incumbent.name(), cost, models, changes(tier, byName));
    }

    /** The first of the models that are worth an evaluation and cost less. A model costs no less once its hosts have been counted. */
    private static List<Screened> cheaper(List<Screened> ranked, Money cost, int limit) {
        return ranked.stream()
                .filter(Screened::isChosen)
                .filter(model -> model.typicalCost().compareTo(cost) < 0)
                .limit(limit)
                .toList();
    }

    private Map<String, List<Host>> hosts(Tier tier, List<Screened> models) {
        try {
            return source.hosts(
                    models.stream().map(model -> model.listing().slug()).toList(),
                    tier.limits().contextTokens());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only the default provider has a catalogue. */
    private static List<String> changes(Tier tier, Map<String, Listing> byName) {
        return tier.candidates().stream()
                .filter(candidate -> candidate.provider().equals(ProviderId.DEFAULT))
                .flatMap(candidate -> new CandidateChanges(candidate, byName.get(candidate.name())).found().stream())
                .toList();
    }
}
