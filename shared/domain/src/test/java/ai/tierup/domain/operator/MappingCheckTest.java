package ai.tierup.domain.operator;

import static ai.tierup.domain.operator.OperatorFixture.TODAY;
import static ai.tierup.domain.tier.Capability.JSON_SCHEMA;
import static ai.tierup.domain.tier.Capability.TOOLS;
import static ai.tierup.domain.tier.Capability.VISION;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.guardrail.InMemoryPoolLedger;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.PoolDay;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.ListPrices;
import ai.tierup.domain.tier.NativeRatio;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.ReasoningEffort;
import ai.tierup.domain.tier.TakenParameters;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.wallet.UpstreamBound;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MappingCheckTest {

    private static final TierMapping GOOD = TestTiers.mapping(1);
    private static final Tier TIER = GOOD.tier(TierId.TIER_2);
    private static final Candidate SOUND = TIER.candidates().getFirst();

    private final InMemoryPoolLedger pools = new InMemoryPoolLedger();
    private final OperatorFixture service = new OperatorFixture();

    private List<String> objections(TierMapping mapping) {
        var providers = Set.of(ProviderId.DEFAULT, new ProviderId("other"));
        return new MappingCheck(providers, pools, service.clock).objections(mapping);
    }

    private String objection(Candidate... candidates) {
        var found = objections(TestTiers.with(GOOD, TestTiers.withCandidates(TIER, candidates)));
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Candidate candidate(
            ProviderId provider, String slug, Set<Capability> capabilities, int maxOutput, String input) {
        return new Candidate(
                provider, slug, capabilities, maxOutput, TokenPrices.ofUsdPerMillion(input, "15"), NativeRatio.ONE);
    }

    private static Candidate named(String slug) {
        return candidate(ProviderId.DEFAULT, slug, EnumSet.allOf(Capability.class), 64_000, "3");
    }

    private static Tier sold(TierId id, String className, String input, String output, ListPrices list) {
        var tier = GOOD.tier(id);
        return new Tier(
                id,
                className,
                TokenPrices.ofUsdPerMillion(input, output),
                list,
                tier.limits(),
                tier.capabilities(),
                tier.candidates());
    }

    private String objection(TierId id, String className, String input, String output, ListPrices list) {
        var found = objections(TestTiers.with(GOOD, sold(id, className, input, output, list)));
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    @Test
    void onlyTheFirstTierIsFree() {
        var list = TIER.listPrices();

        assertThat(objection(TierId.TIER_2, "balance", "0", "0", list))
                .isEqualTo("tier-2: it costs nothing. Only tier-1 is free.");
        assertThat(objection(TierId.TIER_2, "balance", "1.50", "0", list)).contains("less than a tenth");
        assertThat(objection(
                        TierId.TIER_1,
                        "speed",
                        "0",
                        "0.40",
                        GOOD.tier(TierId.TIER_1).listPrices()))
                .contains("less than a tenth");
    }

    @Test
    void pricesInAnotherUnitAreTold() {
        assertThat(objection(TierId.TIER_2, "balance", "0.000002", "0.000008", TIER.listPrices()))
                .isEqualTo(
                        "tier-2: it is sold for less than a tenth of its list price. Prices are in dollars per million"
                                + " tokens.");
        assertThat(objections(TestTiers.with(GOOD, sold(TierId.TIER_2, "balance", "0.30", "1.50", TIER.listPrices()))))
                .isEmpty();
    }

    @Test
    void aListOfTheFutureOrOfNobodyIsTold() {
        var prices = TIER.listPrices().prices();
        var models = TIER.listPrices().referenceModels();

        assertThat(objection(
                        TierId.TIER_2, "balance", "1.50", "7.50", new ListPrices(prices, TODAY.plusDays(2), models)))
                .contains("which is still to come");
        assertThat(objection(TierId.TIER_2, "balance", "1.50", "7.50", new ListPrices(prices, TODAY, List.of())))
                .contains("no reference model");
    }

    @Test
    void aClassWithoutCriteriaIsTold() {
        assertThat(objection(TierId.TIER_2, "warp", "1.50", "7.50", TIER.listPrices()))
                .isEqualTo(
                        "tier-2: the class warp has no criteria. The classes are balance, intelligence, reasoning, speed.");
    }

    @Test
    void aVersionThatNoCommandCanNameIsTold() {
        for (var version : List.of(0, -1, 1_000_000_000, Integer.MAX_VALUE)) {
            assertThat(objections(TestTiers.mapping(version)))
                    .containsExactly("The version must be from 1 to 999999999, and is " + version + ".");
        }
    }

    @Test
    void aCandidateWithoutASlugOrNamedAsATierIsTold() {
        assertThat(objection(SOUND, named(" "))).contains("has no slug");
        assertThat(objection(SOUND, named("tierup/tier-3"))).contains("round in a circle");
    }

    @Test
    void theLargestRequestsOfATierMustFitIntoTheContextsOfTwoVendors() {
        var second = TIER.candidates().getLast();
        var context = TIER.limits().contextTokens();
        var enough = second.nativeRatio().nativeTokens(context);

        assertThat(objection(SOUND, TestTiers.withContext(second, enough - 1)))
                .isEqualTo(
                        "tier-2: requests of " + context + " tokens, which the tier sells, fit only into the context of"
                                + " the candidates of [north]. If that vendor fails, nobody answers them. Add one of another vendor"
                                + " with such a context.");
        assertThat(objections(TestTiers.with(
                        GOOD, TestTiers.withCandidates(TIER, SOUND, TestTiers.withContext(second, enough)))))
                .isEmpty();
        assertThat(objections(TestTiers.with(
                        GOOD,
                        TestTiers.withCandidates(
                                TIER, SOUND, second, TestTiers.withContext(named("east/gamma"), 8_000)))))
                .isEmpty();
    }

    @Test
    void aSoundMappingHasNoObjections() {
        assertThat(objections(GOOD)).isEmpty();
    }

    @Test
    void candidatesOfOneVendorAreRefused() {
        assertThat(objection(SOUND)).startsWith("tier-2: all candidates are of one vendor, [north].");
        assertThat(objection(SOUND, named("north/gamma"))).contains("all candidates are of one vendor");
    }

    @Test
    void theSameCandidateTwiceIsRefused() {
        assertThat(objection(SOUND, named("east/gamma"), SOUND)).isEqualTo("tier-2: north/alpha-2 is there twice.");
    }

    @Test
    void aCandidateThatLacksWhatTheTierSellsIsRefused() {
        var blind = candidate(ProviderId.DEFAULT, "east/gamma", Set.of(TOOLS), 64_000, "3");
        var brief = candidate(ProviderId.DEFAULT, "east/gamma", Set.of(TOOLS, JSON_SCHEMA, VISION), 16_383, "3");

        assertThat(objection(SOUND, blind))
                .isEqualTo("tier-2: east/gamma lacks json_schema, vision, which the tier sells.");
        assertThat(objection(SOUND, brief))
                .isEqualTo("tier-2: east/gamma writes at most 16383 native tokens, and the tier sells 16384, which are"
                        + " 16384 of its own.");
    }

    @Test
    void aCandidateWhoseOwnTokensDoNotSufficeForTheTiersOutputIsRefused() {
        var dense = new Candidate(
                ProviderId.DEFAULT,
                "east/gamma",
                EnumSet.allOf(Capability.class),
                20_479,
                TokenPrices.ofUsdPerMillion("3", "15"),
                new NativeRatio(800));

        assertThat(objection(SOUND, dense))
                .endsWith("writes at most 20479 native tokens, and the tier sells 16384, which are 20480 of its own.");
    }

    @Test
    void aCandidateWithoutReasoningIsRefusedWhereReasoningIsSold() {
        var tier = GOOD.tier(TierId.TIER_4);
        var second = tier.candidates().getLast();
        var thoughtless = new Candidate(
                second.provider(),
                second.slug(),
                second.capabilities(),
                new TakenParameters(null, Set.of(ReasoningEffort.NONE)),
                second.maxOutputTokens(),
                second.upstreamPrices(),
                second.nativeRatio(),
                null);

        assertThat(objections(TestTiers.with(
                        GOOD, TestTiers.withCandidates(tier, tier.candidates().getFirst(), thoughtless))))
                .containsExactly("tier-4: south/beta-4 has no level of reasoning_effort, which the tier sells.");
    }

    @Test
    void aCandidateAtAnUnknownProviderIsRefused() {
        var all = EnumSet.allOf(Capability.class);
        var known = candidate(new ProviderId("other"), "gamma", all, 64_000, "3");
        var unknown = candidate(new ProviderId("nobody"), "gamma", all, 64_000, "3");

        assertThat(objections(TestTiers.with(GOOD, TestTiers.withCandidates(TIER, SOUND, known))))
                .isEmpty();
        assertThat(objection(SOUND, unknown))
                .startsWith("tier-2: nobody::gamma is at the provider nobody, which is not configured.");
    }

    @Test
    void aTierThatIsServedByATierIsRefused() {
        assertThat(objection(SOUND, named("tier-3")))
                .isEqualTo("tier-2: tier-3 is a tier of this service. A request would go round in a circle.");
    }

    @Test
    void aCandidateThatIsRemovedSoonIsRefused() {
        var other = TIER.candidates().getLast();

        assertThat(objection(TestTiers.removedOn(SOUND, TODAY.plusDays(30)), other))
                .isEqualTo("tier-2: north/alpha-2 is removed by its provider on 2026-12-24, in less than 30 days.");
        assertThat(objections(TestTiers.with(
                        GOOD, TestTiers.withCandidates(TIER, TestTiers.removedOn(SOUND, TODAY.plusDays(31)), other))))
                .isEmpty();
    }

    @Test
    void aPriceThatWasProbablyEnteredInAnotherUnitIsRefused() {
        var all = EnumSet.allOf(Capability.class);

        assertThat(objection(SOUND, candidate(ProviderId.DEFAULT, "east/gamma", all, 64_000, "30.01")))
                .startsWith("tier-2: east/gamma costs more than 10 times the tier's list price.");
    }

    @Test
    void aListPriceOfNothingIsRefused() {
        var free = new ListPrices(TokenPrices.ofUsdPerMillion("0", "0"), TODAY, List.of());
        var tier = new Tier(
                TIER.id(),
                TIER.className(),
                TIER.prices(),
                free,
                TIER.limits(),
                TIER.capabilities(),
                TIER.candidates());

        assertThat(objections(TestTiers.with(GOOD, tier))).anyMatch(text -> text.contains("a list price is 0"));
    }

    @Test
    void aMappingThatIsDearerThanAShardOfAPoolIsRefused() {
        var largest = UpstreamBound.largest(GOOD);
        var shard = new Money(largest.nanoUsd() - 1);
        pools.roll(new PoolDay(Pool.PLATFORM, TODAY.plusDays(1), shard, 1));
        pools.roll(new PoolDay(Pool.SUBSIDY, TODAY, largest, 1));

        assertThat(objections(GOOD))
                .containsExactly("A request can cost us " + largest
                        + ", but the pool platform of 2026-11-25 gives at most " + shard
                        + " to one request. Raise its budget (scripts/guardrail set), or name cheaper candidates.");
    }
}
