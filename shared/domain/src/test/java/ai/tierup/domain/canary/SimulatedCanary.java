package ai.tierup.domain.canary;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Simulated traffic of a canary that 5 % of the requests get: 19 requests of the live version for each of the canary. Three in ten requests
 * order JSON, four in ten answers have tool calls.
 */
final class SimulatedCanary {

    private static final int LIVE_PER_CANARY = 19;

    /** The rates and medians of an arm. */
    record Quality(Map<Measure, Double> badRates, double firstTokenMillis, double nanoUsd) {

        static final Quality USUAL = new Quality(
                Map.of(
                        Measure.FAILURE, 0.01,
                        Measure.FALLBACK, 0.02,
                        Measure.CUT, 0.03,
                        Measure.REFUSAL, 0.005,
                        Measure.SCHEMA, 0.01,
                        Measure.TOOL_CALL, 0.01),
                800,
                2_000_000);

        /** In the order of the constants, so that a seed draws the same numbers in every JVM. */
        Quality {
            badRates = Collections.unmodifiableMap(new EnumMap<>(badRates));
        }

        Quality with(Measure measure, double badRate) {
            var rates = new EnumMap<>(badRates);
            rates.put(measure, badRate);
            return new Quality(rates, firstTokenMillis, nanoUsd);
        }

        Quality slowerBy(double factor) {
            return new Quality(badRates, firstTokenMillis * factor, nanoUsd);
        }

        Quality dearerBy(double factor) {
            return new Quality(badRates, firstTokenMillis, nanoUsd * factor);
        }
    }

    private final Random random;
    private final Quality canary;

    SimulatedCanary(long seed, Quality canary) {
        this.random = new Random(seed);
        this.canary = canary;
    }

    /** The number of requests after which the canary is found to be worse; 0 if it is not after {@code requests}. */
    int requestsUntilWorse(int requests) {
        var counts = CanaryCounts.NONE;
        for (var request = 1; request <= requests; request++) {
            var live = ArmCounts.NONE;
            for (var i = 0; i < LIVE_PER_CANARY; i++) {
                live = live.plus(result(Quality.USUAL));
            }
            counts = counts.plus(new CanaryCounts(live, result(canary)));
            if (counts.isWorse()) {
                return request;
            }
        }
        return 0;
    }

    private ArmCounts result(Quality quality) {
        var results = new EnumMap<Measure, Integer>(Measure.class);
        quality.badRates().forEach((measure, rate) -> {
            if (isMeasured(measure)) {
                results.put(measure, random.nextDouble() < rate ? 1 : 0);
            }
        });
        results.put(Measure.FIRST_TOKEN, Measure.ofMillis((long) (quality.firstTokenMillis() * spread(0.6))));
        results.put(Measure.COST, Measure.ofNanoUsd((long) (quality.nanoUsd() * spread(1.2))));
        return ArmCounts.of(results);
    }

    private boolean isMeasured(Measure measure) {
        return switch (measure) {
            case SCHEMA -> random.nextDouble() < 0.3;
            case TOOL_CALL -> random.nextDouble() < 0.4;
            default -> true;
        };
    }

    /** A factor with the median 1, log-normally distributed, as times and costs of requests roughly are. */
    private double spread(double sigma) {
        return Math.exp(sigma * random.nextGaussian());
    }
}
