package ai.tierup.functions.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The OpenAPI description of the service. */
final class OpenApi {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final JsonNode root;

    /**
     * An operation.
     *
     * @param method in capital letters
     */
    record Operation(String method, String path, JsonNode node) {

        String id() {
            return node.path("operationId").asText();
        }

        String summary() {
            return node.path("summary").asText();
        }
    }

    private OpenApi(JsonNode root) {
        this.root = root;
    }

    static OpenApi read(String yaml) {
        try {
            return new OpenApi(new YAMLMapper().readTree(yaml));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    String description() {
        return root.at("/info/description").asText();
    }

    /** All operations, in the order of the document. */
    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        root.path("paths")
                .properties()
                .forEach(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .forEach(method -> operations.add(new Operation(
                                method.toUpperCase(Locale.ROOT),
                                path.getKey(),
                                path.getValue().path(method)))));
        return operations;
    }

    /** Follows a reference, and adds what stands beside it. */
    JsonNode resolve(JsonNode node) {
        if (!node.has("$ref")) {
            return node;
        }
        var target = resolve(root.at(node.path("$ref").asText().substring(1)));
        if (node.size() == 1 || !(target instanceof ObjectNode object)) {
            return target;
        }
        var merged = object.deepCopy();
        node.properties().stream()
                .filter(field -> !field.getKey().equals("$ref"))
                .forEach(field -> merged.set(field.getKey(), field.getValue()));
        return merged;
    }
}
