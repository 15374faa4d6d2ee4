package ai.tierup.simulators.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as the simulator received it.
 *
 * @param headers by name, in any case
 * @param body a missing node when it was not JSON
 */
public record RecordedRequest(String method, String path, Map<String, List<String>> headers, JsonNode body) {

    public RecordedRequest {
        var caseless = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        caseless.putAll(headers);
        headers = caseless;
    }
}
