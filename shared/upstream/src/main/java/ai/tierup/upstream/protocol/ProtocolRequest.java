package ai.tierup.upstream.protocol;

import java.util.Map;

/**
 * A request to a provider, ready to be sent with POST.
 *
 * @param path the path after the provider's base URL
 * @param headers all headers except {@code accept} and {@code content-type}
 * @param body JSON
 */
public record ProtocolRequest(String path, Map<String, String> headers, byte[] body) {

    public ProtocolRequest {
        headers = Map.copyOf(headers);
    }
}
