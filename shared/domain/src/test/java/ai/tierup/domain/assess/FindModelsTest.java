package ai.tierup.domain.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.assess.ClassCriteria.Choice;
import ai.tierup.domain.assess.ClassCriteria.Rules;
import ai.tierup.domain.assess.ClassCriteria.Screening;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.InMemoryTierCatalogue;
import ai.tierup.domain.tier.PromptCache;
import ai.tierup.domain.tier.TakenParameters;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.UpstreamPrices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each tier N of the test mapping has the candidates north/alpha-N and south/beta-N, at its list price, with an index of 10 N. */
class FindModelsTest {

    private static final Instant NOW = Instant.parse("2026-11-29T06:00:00Z");

    private final InMemoryTierCatalogue tiers = new InMemoryTierCatalogue();
    private final InMemoryShortlists shortlists = new InMemoryShortlists();
    private final List<String> alarms = new ArrayList<>();
    private final List<Listing> listings = new ArrayList<>();
    private final List<Integer> contexts = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final Set<String> firstHostOnly = new HashSet<>();
    private String unanswered = "";
    private boolean hasCatalogue = true;

    private final FindModels findModels = new FindModels(
            tiers,
            new PlantedSource(),
            FindModelsTest::criteria,
            shortlists,
            (alarm, subject) -> alarms.add(alarm + " " + subject),
            Clock.fixed(NOW, ZoneOffset.UTC));

    private final class PlantedSource implements ModelSource {

        @Override
        public boolean exists() {
            return hasCatalogue;
        }

        @Override
        public Catalogue read(int contextTokens) {
            contexts.add(contextTokens);
            return new Catalogue(listings, List.of("x/broken has no price"));
        }

        /** All have two hosts, but those of which {@link #firstHostOnly} says otherwise. */
        @Override
        public Map<String, List<Host>> hosts(Collection<String> slugs, int contextTokens) throws IOException {
            if (slugs.contains(unanswered)) {
                throw new IOException("no answer");
            }
            asked.addAll(slugs);
            var hosts = new HashMap<String, List<Host>>();
            for (var listing : listings) {
                var both = List.of(host("One", listing), host("Two", listing));
                hosts.put(listing.slug(), firstHostOnly.contains(listing.slug()) ? both.subList(0, 1) : both);
            }
            return hosts;
        }

        private static Host host(String name, Listing listing) {
            return new Host(name, listing.contextTokens(), listing.maxOutputTokens(), listing.pricing());
        }
    }

    private static ClassCriteria criteria(String className) {
        var minIndex = 10.0
                * (1 + List.of("speed", "balance", "intelligence", "reasoning").indexOf(className));
        return new ClassCriteria(
                className,
                new Screening(3000, 500, 100, 60, 2, true, minIndex),
                new Choice(1, 3, 3, 150),
                new Rules(0.05, 0.04, 0.08, 1.15, 0.02));
    }

    @BeforeEach
    void listAllCandidatesAsTheMappingSays() {
        tiers.publish(TestTiers.mapping());
        for (var tier : TestTiers.mapping().inOrder()) {
            tier.candidates().forEach(candidate -> listings.add(listing(candidate)));
        }
    }

    private static Listing listing(Candidate candidate) {
        var tier = candidate.slug().charAt(candidate.slug().length() - 1) - '0';
        return listing(candidate.slug(), candidate.upstreamPrices(), candidate.maxOutputTokens(), null, 10.0 * tier);
    }

    private static Listing listing(
            String slug, TokenPrices prices, int maxOutput, @Nullable LocalDate removedOn, double index) {
        return new Listing(
                slug,
                EnumSet.allOf(Capability.class),
                TakenParameters.UNKNOWN,
                1_000_000,
                maxOutput,
                new UpstreamPrices(prices, PromptCache.none(prices.input())),
                removedOn,
                new Listing.Remarks(true, index, null));
    }

    private void add(String slug, String input, String output) {
        listings.add(listing(slug, TokenPrices.ofUsdPerMillion(input, output), 128_000, null, 25));
    }

    private Shortlist of(TierId tier) {
        return shortlists.all().stream()
                .filter(list -> list.tier() == tier)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCatalogueWithoutCheaperModelsProposesNothing() {
        add("east/dear", "500", "900");

        var run = findModels.run();

        assertThat(run).isEqualTo(new FindModels.Run(9, 1, 0, 0));
        assertThat(shortlists.all())
                .hasSize(4)
                .allSatisfy(list -> assertThat(list.models()).isEmpty());
        assertThat(alarms).isEmpty();
    }

    @Test
    void cheaperModelsThatSuitATierAreProposedTheCheapestFirst() {
        add("east/cheap", "0.9", "4");
        add("east/cheaper", "0.8", "3");

        findModels.run();

        var list = of(TierId.TIER_2);
        assertThat(list.at()).isEqualTo(NOW);
        assertThat(list.incumbent()).isEqualTo("north/alpha-2");
        assertThat(list.models()).extracting(Shortlist.Model::slug).containsExactly("east/cheaper", "east/cheap");
        assertThat(list.models().getFirst().typicalCost().usd()).isEqualTo("0.003900000");
        assertThat(list.models().getFirst().index()).isEqualTo(25.0);
        assertThat(of(TierId.TIER_1).models()).isEmpty();
    }

    @Test
    void aModelThatOneHostServesIsNotProposed() {
        add("east/cheap", "0.9", "4");
        add("east/lonely", "0.8", "3");
        firstHostOnly.add("east/lonely");

        findModels.run();

        assertThat(of(TierId.TIER_2).models()).singleElement().satisfies(model -> {
            assertThat(model.slug()).isEqualTo("east/cheap");
            assertThat(model.hosts()).isEqualTo(2);
        });
        assertThat(alarms).noneMatch(alarm -> alarm.contains("east/lonely"));
    }

    @Test
    void onlyModelsThatCouldBeProposedAreAskedForTheirHosts() {
        add("east/dear", "500", "900");
        add("east/cheap", "0.9", "4");
        for (var i = 0; i < 100; i++) {
            add("east/cheap-" + i, "0.8", "4");
        }

        findModels.run();

        assertThat(asked).contains("east/cheap-0").doesNotContain("east/dear", "east/cheap");
        assertThat(asked).hasSizeLessThanOrEqualTo(4 * Screen.MAX_COUNTED);
    }

    @Test
    void withoutAnAnswerAboutHostsTheLastShortlistsStay() {
        add("east/cheap", "0.9", "4");
        findModels.run();
        var before = shortlists.all();
        alarms.clear();
        add("west/cheap", "0.8", "4");
        unanswered = "west/cheap";

        assertThatThrownBy(findModels::run).isInstanceOf(UncheckedIOException.class);

        assertThat(shortlists.all()).isEqualTo(before);
        assertThat(alarms).isEmpty();
    }

    @Test
    void aProviderWithoutACatalogueIsNotAsked() {
        hasCatalogue = false;

        assertThat(findModels.run()).isEqualTo(new FindModels.Run(0, 0, 0, 0));
        assertThat(contexts).isEmpty();
        assertThat(shortlists.all()).isEmpty();
    }

    @Test
    void anAlarmTellsEachModelOnce() {
        add("east/cheap", "0.9", "4");
        findModels.run();
        assertThat(alarms).contains("MODELS_TO_EVALUATE tier-2 east/cheap");
        alarms.clear();

        add("west/cheap", "0.9", "4");
        findModels.run();

        assertThat(alarms)
                .contains("MODELS_TO_EVALUATE tier-2 west/cheap")
                .noneMatch(alarm -> alarm.endsWith("east/cheap"));
    }

    @Test
    void whatTheCatalogueContradictsOfACandidateIsTold() {
        var tier = TestTiers.mapping().tier(TierId.TIER_2);
        var first = tier.candidates().getFirst();
        listings.removeIf(listing -> listing.slug().endsWith("-2"));
        listings.add(
                listing(first.slug(), TokenPrices.ofUsdPerMillion("77", "99"), 100, LocalDate.parse("2027-01-31"), 20));

        var run = findModels.run();

        assertThat(of(TierId.TIER_2).changes())
                .containsExactly(
                        "north/alpha-2 costs 77.00/99.00, and the mapping says "
                                + first.upstreamPrices().input().usdPerMillion() + "/"
                                + first.upstreamPrices().output().usdPerMillion() + ".",
                        "north/alpha-2 is removed on 2027-01-31, which the mapping does not say.",
                        "north/alpha-2 writes at most 100 tokens, and the mapping says 64000.",
                        "south/beta-2 is not in the catalogue any more.");
        assertThat(run.changes()).isEqualTo(4);
        assertThat(alarms).contains("CANDIDATE_CHANGED tier-2 south/beta-2 is not in the catalogue any more.");
    }

    @Test
    void theCatalogueIsReadOnceForEachContext() {
        findModels.run();

        assertThat(contexts).doesNotHaveDuplicates().isNotEmpty();
    }

    @Test
    void anEmptyCatalogueChangesNothing() {
        add("east/cheap", "0.9", "4");
        findModels.run();
        var before = shortlists.all();
        listings.clear();

        assertThatThrownBy(findModels::run)
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(shortlists.all()).isEqualTo(before);
    }
}
