package ai.tierup.simulators.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the hosts of a model as the aggregator does. Where a host differs from the first one, its entry in {@code other_hosts} says so. */
final class HostJson {

    private static final double LATENCY_SECONDS = 0.6;
    private static final double TOKENS_PER_SECOND = 62;

    private HostJson() {}

    /** The row of a model as it is at each of its hosts. */
    static List<ObjectNode> rows(JsonNode row) {
        var rows = new ArrayList<ObjectNode>();
        rows.add(row.deepCopy());
        for (var other : row.path("other_hosts")) {
            ObjectNode copy = row.deepCopy();
            rows.add(copy.setAll((ObjectNode) other));
        }
        return rows;
    }

    static void write(JsonNode row, ObjectNode host) {
        var slug = row.path("slug").asText();
        var provider = row.path("host").asText();
        host.put("name", provider + " | " + SimulatedModel.of(row).datedSlug())
                .put("model_id", slug)
                .put("model_name", slug)
                .put("provider_name", provider)
                .put("tag", provider.toLowerCase(Locale.ROOT).replace(' ', '-'))
                .put("quantization", "unknown")
                .put("context_length", row.path("context").asInt())
                .put("max_completion_tokens", row.path("max_output").asInt())
                .putNull("max_prompt_tokens")
                .put("status", 0)
                .put("uptime_last_5m", 100)
                .put("uptime_last_30m", 99.9)
                .put("uptime_last_1d", 99.7)
                .put("supports_implicit_caching", row.has("cache_read"));
        CatalogueJson.prices(row, host.putObject("pricing"));
        CatalogueJson.parameters(row.path("features"), host.putArray("supported_parameters"));
        percentiles(host.putObject("latency_last_30m"), LATENCY_SECONDS, 1.4, 2.1, 4);
        percentiles(host.putObject("throughput_last_30m"), TOKENS_PER_SECOND, 0.8, 0.6, 0.3);
    }

    private static void percentiles(ObjectNode json, double median, double p75, double p90, double p99) {
        json.put("p50", median)
                .put("p75", median * p75)
                .put("p90", median * p90)
                .put("p99", median * p99);
    }
}
