package ai.tierup.simulators.upstream;

import java.math.BigDecimal;

/**
 * A model that the simulator pretends to serve.
 *
 * @param slug what a request asks for
 * @param datedSlug what the answer calls it, as the aggregator does
 * @param provider the host that is said to have answered
 * @param usageInEmptyChunk usage comes in a last chunk without choices; otherwise with the finish reason repeated
 */
record SimulatedModel(
        String slug,
        String datedSlug,
        String provider,
        ModelFamily family,
        Prices prices,
        boolean reasons,
        boolean sees,
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

    SimulatedModel reasoning() {
        return new SimulatedModel(slug, datedSlug, provider, family, prices, true, sees, usageInEmptyChunk);
    }

    SimulatedModel blind() {
        return new SimulatedModel(slug, datedSlug, provider, family, prices, reasons, false, usageInEmptyChunk);
    }
}
