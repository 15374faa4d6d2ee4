package ai.tierup.simulators.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Writes the catalogue as the aggregator does: all models, the hosts of each, and the hosts that keep nothing.
 *
 * @param today the day from which the removal of a model is counted
 */
record CatalogueJson(ModelCatalogue models, LocalDate today) {

    private static final BigDecimal MILLION = new BigDecimal(1_000_000);
    private static final List<String> PARAMETERS =
            List.of("max_tokens", "temperature", "top_p", "stop", "frequency_penalty", "presence_penalty", "seed");

    /** {@code GET /models}: {@code limit} of them from {@code offset}, and where the next ones are. */
    ObjectNode models(int offset, int limit) {
        var all = models.rows().stream().toList();
        var json = JsonNodeFactory.instance.objectNode();
        var data = json.putArray("data");
        all.stream().skip(offset).limit(limit).forEach(row -> write(row, data.addObject()));
        json.put("total_count", all.size());
        var next = offset + limit;
        json.putObject("links")
                .put("next", next < all.size() ? "/api/v1/models?offset=" + next + "&limit=" + limit : null);
        return json;
    }

    /** {@code GET /endpoints/zdr}. */
    ObjectNode hostsThatKeepNothing() {
        var json = JsonNodeFactory.instance.objectNode();
        var data = json.putArray("data");
        models.rows().stream()
                .filter(row -> !row.path("retains").asBoolean())
                .forEach(row -> HostJson.rows(row).forEach(host -> HostJson.write(host, data.addObject())));
        return json;
    }

    /** {@code GET /models/…/endpoints}: the hosts of a model; empty if there is no such model. */
    Optional<ObjectNode> hosts(String slug) {
        return models.row(slug).map(row -> {
            var json = JsonNodeFactory.instance.objectNode();
            var data = json.putObject("data");
            write(row, data);
            var hosts = data.putArray("endpoints");
            HostJson.rows(row).forEach(host -> HostJson.write(host, hosts.addObject()));
            return json;
        });
    }

    private void write(JsonNode row, ObjectNode model) {
        var slug = row.path("slug").asText();
        var released = LocalDate.parse(row.path("released").asText(), DateTimeFormatter.BASIC_ISO_DATE);
        model.put("id", slug)
                .put("canonical_slug", SimulatedModel.of(row).datedSlug())
                .putNull("hugging_face_id")
                .put("name", slug)
                .put("created", released.atStartOfDay(ZoneOffset.UTC).toEpochSecond())
                .put("description", "A simulated model.")
                .put("context_length", row.path("context").asInt());
        var features = row.path("features");
        var architecture = model.putObject("architecture");
        architecture.put("modality", SimulatedModel.has(features, "images") ? "text+image->text" : "text->text");
        var inputs = architecture.putArray("input_modalities").add("text");
        if (SimulatedModel.has(features, "images")) {
            inputs.add("image");
        }
        architecture.putArray("output_modalities").add("text");
        prices(row, model.putObject("pricing"));
        model.putObject("top_provider")
                .put("context_length", row.path("context").asInt())
                .put("max_completion_tokens", row.path("max_output").asInt())
                .put("is_moderated", false);
        model.putNull("per_request_limits");
        parameters(features, model.putArray("supported_parameters"));
        if (row.has("days_left")) {
            model.put(
                    "expiration_date",
                    today.plusDays(row.path("days_left").asInt()).toString());
        } else {
            model.putNull("expiration_date");
        }
        if (row.has("index")) {
            model.putObject("benchmarks").putObject("artificial_analysis").set("intelligence_index", row.path("index"));
        }
    }

    static void parameters(JsonNode features, ArrayNode parameters) {
        PARAMETERS.forEach(parameters::add);
        if (SimulatedModel.has(features, "tools")) {
            parameters.add("tools").add("tool_choice").add("parallel_tool_calls");
        }
        if (SimulatedModel.has(features, "json_schema")) {
            parameters.add("response_format").add("structured_outputs");
        }
        if (SimulatedModel.has(features, "reasoning")) {
            parameters.add("reasoning").add("include_reasoning");
        }
    }

    /** Prices are dollars per token, as texts. */
    static void prices(JsonNode row, ObjectNode prices) {
        prices.put("prompt", perToken(row, "input")).put("completion", perToken(row, "output"));
        prices.put("request", "0").put("image", "0");
        if (row.has("cache_read")) {
            prices.put("input_cache_read", perToken(row, "cache_read"));
        }
        if (row.has("cache_write")) {
            prices.put("input_cache_write", perToken(row, "cache_write"));
        }
        for (var step : row.path("long_prompts")) {
            prices.withArray("overrides")
                    .addObject()
                    .put("min_prompt_tokens", step.path("above").asInt())
                    .put("prompt", perToken(step, "input"))
                    .put("completion", perToken(step, "output"));
        }
    }

    private static String perToken(JsonNode row, String name) {
        var price = new BigDecimal(row.path(name).asText());
        return price.signum() < 0
                ? price.toPlainString()
                : price.divide(MILLION).stripTrailingZeros().toPlainString();
    }
}
