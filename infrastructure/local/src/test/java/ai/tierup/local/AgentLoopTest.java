package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.local.AgentLoop.Without;
import ai.tierup.operator.MappingFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an agent's loop costs its customer, and what it costs us, with the shipped mapping and simulated caches of its vendors. */
@Tag("service")
class AgentLoopTest {

    private static final Path SHIPPED = RunningService.HOME.resolve("infrastructure/tiers/mapping-2.json");

    /** The shipped mapping with other candidates for tier-2. */
    private static TierMapping mapping(int version, List<Candidate> candidates) throws IOException {
        var shipped = MappingFile.read(SHIPPED);
        var tiers = new EnumMap<TierId, Tier>(shipped.tiers());
        var tier = shipped.tier(TierId.TIER_2);
        tiers.put(
                TierId.TIER_2,
                new Tier(
                        tier.id(),
                        tier.className(),
                        tier.prices(),
                        tier.listPrices(),
                        tier.limits(),
                        tier.capabilities(),
                        candidates));
        return new TierMapping(version, shipped.publishedAt(), tiers);
    }

    private static List<Candidate> candidates(TierId tier) throws IOException {
        return MappingFile.read(SHIPPED).tier(tier).candidates();
    }

    private static Money sum(List<UsageRecord> records, ToLongFunction<UsageRecord> nanoUsd) {
        return new Money(records.stream().mapToLong(nanoUsd).sum());
    }

    private static Money charged(List<UsageRecord> records) {
        return sum(records, record -> record.cost().nanoUsd());
    }

    private static Money upstream(List<UsageRecord> records) {
        return sum(records, record -> record.costs().upstream().nanoUsd());
    }

    private static Money flat(List<UsageRecord> records) throws IOException {
        var prices = MappingFile.read(SHIPPED).tier(TierId.TIER_2).prices();
        return sum(
                records,
                record -> prices.costOf(
                                record.tokens().promptTokens(), record.tokens().completionTokens())
                        .nanoUsd());
    }

    private static List<UsageRecord> loop(List<Candidate> candidates, Without without) throws IOException {
        try (var loop = new AgentLoop(mapping(2, candidates), without)) {
            var records = loop.run(TierId.TIER_2);
            assertThat(loop.alarms()).isEmpty();
            return records;
        }
    }

    private static double ratio(Money one, Money other) {
        return (double) one.nanoUsd() / other.nanoUsd();
    }

    @Test
    void aLoopThatGrowsToSixtyThousandTokensCostsAtMostAThirdOfTheFlatPrice() throws IOException {
        var records = loop(candidates(TierId.TIER_2), Without.NOTHING);

        assertThat(records).hasSize(AgentLoop.REQUESTS);
        assertThat(records.getLast().tokens().promptTokens()).isBetween(55_000L, 65_000L);
        assertThat(IntStream.range(1, AgentLoop.REQUESTS)
                        .mapToObj(at -> records.get(at).tokens().repeatedTokens()
                                - records.get(at - 1).tokens().promptTokens()))
                .as("all of the request before, and its answer")
                .allMatch(answer -> answer > 200 && answer < 230);
        assertThat(ratio(flat(records), charged(records))).as("measured: 4.05").isGreaterThan(3.9);
        assertThat(charged(records).covers(upstream(records)))
                .as("at our prices we do not lose by it")
                .isTrue();
    }

    /** Without pinning, OpenRouter is not told what belongs together, and nothing is marked. */
    @Test
    void marksMakeALoopFiveTimesCheaperForUsWhereTheVendorCachesNothingElse() throws IOException {
        assertThat(savedBy(candidates(TierId.TIER_2).getFirst()))
                .as("Anthropic; measured: 5.74")
                .isGreaterThan(5);
    }

    @Test
    void sessionsMakeALoopAFifthCheaperForUsWhereTheVendorCachesByItself() throws IOException {
        assertThat(savedBy(candidates(TierId.TIER_2).getLast()))
                .as("OpenAI; measured: 1.22")
                .isGreaterThan(1.18);
        assertThat(savedBy(candidates(TierId.TIER_3).getLast()))
                .as("Google; measured: 1.20")
                .isGreaterThan(1.18);
    }

    @Test
    void theDocumentsHaveTheDollarsOfALoop() throws IOException {
        var records = loop(candidates(TierId.TIER_2), Without.NOTHING);
        var vendors = Map.of(
                "Anthropic", candidates(TierId.TIER_2).getFirst(),
                "OpenAI", candidates(TierId.TIER_2).getLast(),
                "Google", candidates(TierId.TIER_3).getLast());
        var costs = Files.readString(RunningService.HOME.resolve("docs/COST.md"));
        var billing = Files.readString(RunningService.HOME.resolve("docs/BILLING.md"));

        assertThat(billing).contains(dollars(charged(records)), dollars(flat(records)));
        assertThat(costs).contains(dollars(charged(records)) + " and not " + dollars(flat(records)));
        for (var vendor : vendors.entrySet()) {
            var candidate = List.of(vendor.getValue());
            var row = "| %s | %s | %s |"
                    .formatted(
                            vendor.getKey(),
                            dollars(upstream(loop(candidate, Without.NOTHING))),
                            dollars(upstream(loop(candidate, Without.PINNING))));
            assertThat(costs).contains(row);
        }
    }

    private static String dollars(Money amount) {
        return "$" + BigDecimal.valueOf(amount.nanoUsd(), 9).setScale(4, RoundingMode.HALF_UP);
    }

    private static double savedBy(Candidate candidate) throws IOException {
        return ratio(
                upstream(loop(List.of(candidate), Without.PINNING)),
                upstream(loop(List.of(candidate), Without.NOTHING)));
    }

    @Test
    void aLoopStaysWithTheCandidateThatStoodInForAnother() throws IOException {
        var with = failing(Without.NOTHING);
        var without = failing(Without.PINNING);

        assertThat(switches(with)).isEqualTo(1);
        assertThat(switches(without)).as("there and back, twice").isEqualTo(4);
        assertThat(ratio(upstream(without), upstream(with)))
                .as("measured: 4.94")
                .isGreaterThan(4.5);
    }

    /** The first candidate fails twice in the loop, each time for an instruction and its tool's result. */
    private static List<UsageRecord> failing(Without without) throws IOException {
        try (var loop = new AgentLoop(mapping(2, candidates(TierId.TIER_2)), without)) {
            return loop.run(
                    TierId.TIER_2,
                    request -> request % 8 == 4 ? "[[simulate:status=503,model=sonnet]]" : "",
                    request -> {});
        }
    }

    @Test
    void aLoopStaysWithItsCandidateWhenTheMappingChanges() throws IOException {
        var with = remapped(Without.NOTHING);
        var without = remapped(Without.PINNING);

        assertThat(switches(with)).isZero();
        assertThat(switches(without)).isEqualTo(1);
        assertThat(ratio(upstream(without), upstream(with)))
                .as("measured: 3.36")
                .isGreaterThan(3);
        assertThat(without.stream()
                        .map(record -> record.tokens().repeatedTokens())
                        .toList())
                .as("what the customer repeats does not depend on who answers")
                .isEqualTo(with.stream()
                        .map(record -> record.tokens().repeatedTokens())
                        .toList());
    }

    private static List<UsageRecord> remapped(Without without) throws IOException {
        var other = mapping(3, candidates(TierId.TIER_2).reversed());
        try (var loop = new AgentLoop(mapping(2, candidates(TierId.TIER_2)), without)) {
            return loop.run(TierId.TIER_2, request -> "", request -> {
                if (request == AgentLoop.REQUESTS / 2) {
                    loop.publish(other);
                }
            });
        }
    }

    private static long switches(List<UsageRecord> records) {
        return IntStream.range(1, records.size())
                .filter(at -> !Objects.equals(
                        records.get(at).consumption().candidate(),
                        records.get(at - 1).consumption().candidate()))
                .count();
    }
}
