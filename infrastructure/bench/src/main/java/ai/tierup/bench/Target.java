package ai.tierup.bench;

import java.net.URI;
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

    /** The key of a connection. */
    String key(int connection) {
        return keys.get(connection % keys.size());
    }
}
