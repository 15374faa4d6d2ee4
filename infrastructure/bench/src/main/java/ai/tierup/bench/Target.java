package ai.tierup.bench;

import ai.tierup.local.seed.SeededKeys;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where calls are sent: the provider itself, our gateway, or another gateway.
 *
 * @param baseUrl the address to which {@code /chat/completions} is added
 * @param model the name to ask for
 * @param keys the API keys that the connections share
 * @param headers further headers of each call
 */
record Target(String name, URI baseUrl, String model, List<String> keys, Map<String, String> headers) {

    Target {
        keys = List.copyOf(keys);
        headers = Map.copyOf(headers);
    }

    /**
     * Our gateway, whose keys are in its data folder.
     *
     * @param service its address, without {@code /v1}
     */
    static Target ofFolder(String name, URI service, String model, Path folder) throws IOException {
        var keys = new ObjectMapper().readTree(SeededKeys.file(folder).toFile());
        return new Target(
                name,
                service.resolve("/v1"),
                model,
                keys.valueStream().map(JsonNode::asText).toList(),
                Map.of());
    }

    /** The key of a connection. */
    String key(int connection) {
        return keys.get(connection % keys.size());
    }
}
