package ai.tierup.domain.assess;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.assess.ClassCriteria.Screening;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.PromptCache;
import ai.tierup.domain.tier.TakenParameters;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.UpstreamPrices;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-29");
    private static final Tier TIER = TestTiers.mapping().tier(TierId.TIER_2);
    private static final Screen SCREEN = new Screen(TIER, new Screening(3000, 700, 100, 60, 2, true, 50.0), TODAY);

    private static Listing listing(String slug, String input, String output) {
        return listing(slug, input, output, null, true, 60.0);
    }

    private static Listing listing(
            String slug,
            String input,
            String output,
            @Nullable LocalDate removedOn,
            boolean keepsNothing,
            @Nullable Double index) {
        var prices = TokenPrices.ofUsdPerMillion(input, output);
        return new Listing(
                slug,
                EnumSet.allOf(Capability.class),
                TakenParameters.UNKNOWN,
                1_000_000,
                128_000,
                new UpstreamPrices(prices, PromptCache.none(prices.input())),
                removedOn,
                new Listing.Remarks(keepsNothing, index, null));
    }

    private static List<String> objections(Listing listing) {
        return SCREEN.rank(List.of(listing)).getFirst().objections();
    }

    @Test
    void suitableModelsAreRankedByTheCostOfATypicalRequest() {
        var ranked = SCREEN.rank(List.of(
                listing("c/dear", "2", "10"),
                listing("b/cheap", "0.5", "2"),
                listing("a/unknown", "0.1", "1", null, true, null),
                listing("a/free", "0", "0")));

        assertThat(ranked)
                .extracting(model -> model.listing().slug())
                .containsExactly("b/cheap", "c/dear", "a/unknown", "a/free");
        assertThat(ranked).extracting(Screen.Screened::isChosen).containsExactly(true, true, false, false);
        assertThat(ranked).extracting(Screen.Screened::isSuitable).containsExactly(true, true, true, false);
        assertThat(ranked.getFirst().typicalCost().usd()).isEqualTo("0.002900000");
    }

    @Test
    void eachReasonAgainstAModelIsNamed() {
        assertThat(objections(listing("c/zero", "0", "1")))
                .singleElement()
                .asString()
                .contains("price of 0");
        assertThat(objections(listing("c/dear", "300", "1")))
                .singleElement()
                .asString()
                .contains("costs 300.00/1.00");
        assertThat(objections(listing("c/gone", "1", "1", TODAY.plusDays(60), true, 60.0)))
                .containsExactly("is removed on 2027-01-28");
        assertThat(objections(listing("c/later", "1", "1", TODAY.plusDays(61), true, 60.0)))
                .isEmpty();
        assertThat(objections(listing("c/keeps", "1", "1", null, false, 60.0)))
                .singleElement()
                .asString()
                .contains("keeps nothing");
        assertThat(objections(listing("c/weak", "1", "1", null, true, 49.9)))
                .singleElement()
                .asString()
                .contains("index of 49.9");
    }

    @Test
    void aModelThatOffersLessThanTheTierSellsIsNotSuitable() {
        var good = listing("c/small", "1", "1");
        var small = new Listing(
                good.slug(),
                Set.of(Capability.TOOLS),
                TakenParameters.UNKNOWN,
                1000,
                100,
                good.pricing(),
                null,
                good.remarks());

        assertThat(objections(small))
                .hasSize(3)
                .anyMatch(text -> text.startsWith("lacks json_schema"))
                .anyMatch(text -> text.startsWith("has a context of 1000 tokens"))
                .anyMatch(text -> text.startsWith("writes at most 100 tokens"));
    }

    private static Host host(String name, int contextTokens, int maxOutputTokens, String input, String output) {
        var prices = TokenPrices.ofUsdPerMillion(input, output);
        return new Host(
                name, contextTokens, maxOutputTokens, new UpstreamPrices(prices, PromptCache.none(prices.input())));
    }

    private static Host host(String name, String input, String output) {
        return host(name, 1_000_000, 128_000, input, output);
    }

    private static Screen.Screened counted(Listing listing, Host... hosts) {
        return SCREEN.rank(SCREEN.rank(List.of(listing)), Map.of(listing.slug(), List.of(hosts)))
                .getFirst();
    }

    @Test
    void aModelWithTooFewHostsIsNotSuitable() {
        var listing = listing("c/model", "1", "2");

        assertThat(counted(listing).objections())
                .containsExactly(
                        "has 0 hosts with the context and output cap that the tier sells, and the class needs 2");
        assertThat(counted(listing, host("One", "1", "2")).objections())
                .containsExactly(
                        "has 1 host with the context and output cap that the tier sells, and the class needs 2");
        assertThat(counted(listing, host("One", "1", "2"), host("Two", "1", "2")))
                .satisfies(model -> {
                    assertThat(model.isChosen()).isTrue();
                    assertThat(model.listing().remarks().hosts()).isEqualTo(2);
                });
    }

    @Test
    void onlyHostsThatCanServeTheTierAreCountedAndEachOnce() {
        var one = host("One", "1", "2");
        var listing = listing("c/model", "1", "2");

        assertThat(counted(listing, one, host("One", "3", "4")).isSuitable()).isFalse();
        assertThat(counted(listing, one, host("Short", 1000, 128_000, "1", "2")).isSuitable())
                .isFalse();
        assertThat(counted(listing, one, host("Terse", 1_000_000, 1000, "1", "2"))
                        .isSuitable())
                .isFalse();
    }

    @Test
    void aModelCostsWhatTheDearestOfTheHostsThatItNeedsAsksFor() {
        var listing = listing("c/model", "1", "2");
        var three = counted(listing, host("Dear", "9", "9"), host("Second", "2", "1"), host("First", "1", "2"));

        assertThat(three.listing().pricing().tokens()).isEqualTo(TokenPrices.ofUsdPerMillion("2", "2"));
        assertThat(three.listing().pricing().cache().writePrice().usdPerMillion())
                .isEqualTo("2.00");
        assertThat(three.typicalCost().usd()).isEqualTo("0.007400000");
        assertThat(three.listing().remarks().hosts()).isEqualTo(3);
        assertThat(counted(listing, host("First", "0.1", "0.1"), host("Second", "0.2", "0.2"))
                        .typicalCost())
                .isEqualTo(three.typicalCost().minus(Money.ofUsd("0.003")));
        assertThat(counted(listing, host("First", "1", "2"), host("Second", "300", "2"))
                        .objections())
                .singleElement()
                .asString()
                .startsWith("costs 300.00/2.00 at the hosts that the class needs, above 100 %");
    }

    @Test
    void theTierKeepsTwoVendors() {
        var a1 = candidate("a/one");
        var b1 = candidate("b/one");
        var a2 = candidate("a/two");
        var c1 = candidate("c/one");

        assertThat(Remap.candidates(tier(a1, b1), a2)).containsExactly(a2, b1);
        assertThat(Remap.candidates(tier(a1, b1), c1)).containsExactly(c1, a1);
        assertThat(Remap.candidates(tier(a1, b1), b1)).containsExactly(b1, a1);
        assertThat(Remap.candidates(tier(a1), c1)).containsExactly(c1, a1);
        assertThat(new Screen(tier(a1), SCREEN.criteria(), TODAY)
                        .rank(List.of(listing("a/two", "1", "1")))
                        .getFirst()
                        .objections())
                .contains("would leave the tier to one vendor");
    }

    @Test
    void aRemapChangesNothingButTheCandidatesOfItsTier() {
        var before = TestTiers.mapping();
        var remap = new Remap(TierId.TIER_2, TIER.candidates().getFirst().name(), candidate("c/one"));
        var at = Instant.parse("2026-11-29T12:00:00Z");

        var after = remap.applied(before, 7, at);

        assertThat(remap.suits(before)).isTrue();
        assertThat(remap.suits(after)).isFalse();
        assertThat(after.version()).isEqualTo(7);
        assertThat(after.publishedAt()).isEqualTo(at);
        assertThat(after.tier(TierId.TIER_1)).isEqualTo(before.tier(TierId.TIER_1));
        assertThat(after.tier(TierId.TIER_2).prices()).isEqualTo(TIER.prices());
        assertThat(after.tier(TierId.TIER_2).candidates().getFirst().name()).isEqualTo("c/one");
    }

    private static Candidate candidate(String slug) {
        return listing(slug, "1", "1").asCandidate();
    }

    private static Tier tier(Candidate... candidates) {
        return TestTiers.withCandidates(TIER, candidates);
    }
}
