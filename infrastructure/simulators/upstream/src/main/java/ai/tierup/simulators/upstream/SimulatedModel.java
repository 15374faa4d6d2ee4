package ai.tierup.simulators.upstream;

import java.math.BigDecimal;

/**
 * A model that the simulator pretends to serve.
 *
 * @param slug name in requests
 * @param datedSlug name in answers, to which the aggregator adds a date
 * @param provider host that the answer names
 * @param usageInEmptyChunk true if usage comes in a last chunk without choices; otherwise that chunk repeats the finish reason
 */
record SimulatedModel(
        String slug,
        String datedSlug,
        String provider,
        ModelFamily family,
        Prices prices,
        boolean isReasoning,
        boolean acceptsImages,
        boolean usageInEmptyChunk) {

    record Prices(BigDecimal inputUsdPerMillion, BigDecimal outputUsdPerMillion) {}

    static SimulatedModel named(String slug, String date, String provider, String input, String output) {
        int variant = slug.indexOf(':');
        String dated =
                variant < 0 ? slug + "-" + date : slug.substring(0, variant) + "-" + date + slug.substring(variant);
        return new SimulatedModel(
                slug,
                dated,
                provider,
                ModelFamily.of(slug),
                new Prices(new BigDecimal(input), new BigDecimal(output)),
                false,
                true,
                slug.length() % 2 == 0);
    }

    /** Google's third generation signs each step of a turn, whether it reasons or not. */
    boolean signsToolCalls() {
        return slug.startsWith("google/gemini-3");
    }

    SimulatedModel withReasoning() {
        return new SimulatedModel(slug, datedSlug, provider, family, prices, true, acceptsImages, usageInEmptyChunk);
    }

    SimulatedModel withoutImages() {
        return new SimulatedModel(slug, datedSlug, provider, family, prices, isReasoning, false, usageInEmptyChunk);
    }
}
