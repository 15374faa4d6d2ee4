package ai.tierup.simulators.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The models that are served: those of {@code models.json}, with realistic names and prices and made-up skills, and those from the settings.
 */
final class ModelCatalogue {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, SimulatedModel> models = new LinkedHashMap<>();
    private final Map<String, JsonNode> rows = new LinkedHashMap<>();

    ModelCatalogue(Set<String> moreSlugs) {
        read().forEach(this::add);
        moreSlugs.stream()
                .sorted()
                .filter(slug -> !models.containsKey(slug))
                .map(ModelCatalogue::madeUp)
                .forEach(this::add);
    }

    private static JsonNode read() {
        try (var file = ModelCatalogue.class.getResourceAsStream("models.json")) {
            return JSON.readTree(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode madeUp(String slug) {
        var row = JSON.createObjectNode()
                .put("slug", slug)
                .put("released", "20260315")
                .put("host", "Together")
                .put("input", "1")
                .put("output", "4")
                .put("context", 1_000_000)
                .put("max_output", 128_000);
        row.putArray("other_hosts").addObject().put("host", "Fireworks");
        row.putArray("features").add("tools").add("json_schema").add("images");
        return row;
    }

    private void add(JsonNode row) {
        var model = SimulatedModel.of(row);
        models.put(model.slug(), model);
        rows.put(model.slug(), row);
    }

    Optional<SimulatedModel> find(String slug) {
        return Optional.ofNullable(models.get(slug));
    }

    Optional<JsonNode> row(String slug) {
        return Optional.ofNullable(rows.get(slug));
    }

    Collection<JsonNode> rows() {
        return rows.values();
    }
}
