package ai.tierup.upstream.protocol;

import java.util.Map;

/**
 * A call, ready to be posted.
 *
 * @param path what follows the provider's base URL
 * @param headers all but {@code accept} and {@code content-type}
 * @param body JSON
 */
public record ProtocolRequest(String path, Map<String, String> headers, byte[] body) {

    public ProtocolRequest {
        headers = Map.copyOf(headers);
    }
}
