package ai.tierup.simulators.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;

/**
 * A model that the simulator pretends to serve.
 *
 * @param slug name in requests
 * @param datedSlug name in answers, to which the aggregator adds a date
 * @param provider host that the answer names
 * @param skill how good it is at the tasks of evaluations
 */
record SimulatedModel(
        String slug,
        String datedSlug,
        String provider,
        ModelFamily family,
        Prices prices,
        boolean isReasoning,
        boolean acceptsImages,
        Skill skill) {

    record Prices(BigDecimal inputUsdPerMillion, BigDecimal outputUsdPerMillion) {}

    /** Reads a row of {@code models.json}. */
    static SimulatedModel of(JsonNode row) {
        var slug = row.path("slug").asText();
        var features = row.path("features");
        return new SimulatedModel(
                slug,
                dated(slug, row.path("released").asText()),
                row.path("host").asText(),
                ModelFamily.of(slug),
                new Prices(
                        new BigDecimal(row.path("input").asText()),
                        new BigDecimal(row.path("output").asText())),
                has(features, "reasoning"),
                has(features, "images"),
                skill(row));
    }

    private static Skill skill(JsonNode row) {
        var weak = new HashMap<String, Double>();
        row.path("weak")
                .properties()
                .forEach(category ->
                        weak.put(category.getKey(), category.getValue().asDouble()));
        return new Skill(
                row.path("right").asDouble(Skill.PERFECT.right()),
                weak,
                row.path("reasoning_tokens").asInt(Skill.REASONING_TOKENS),
                row.path("failures").asDouble());
    }

    /** Returns whether a list of features contains one. */
    static boolean has(JsonNode features, String name) {
        for (var feature : features) {
            if (feature.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** A variant such as {@code :free} stands behind the date. */
    static String dated(String slug, String date) {
        int variant = slug.indexOf(':');
        return variant < 0 ? slug + "-" + date : slug.substring(0, variant) + "-" + date + slug.substring(variant);
    }

    /** Returns true if usage comes in a last chunk without choices; otherwise that chunk repeats the finish reason. */
    boolean usageInEmptyChunk() {
        return slug.length() % 2 == 0;
    }

    /** Google's third generation signs each step of a turn, whether it reasons or not. */
    boolean signsToolCalls() {
        return slug.startsWith("google/gemini-3");
    }
}
