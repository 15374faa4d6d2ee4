package ai.tierup.simulators.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as the simulator received it.
 *
 * @param headers values by name; the case of names does not matter
 * @param body a missing node if it was not JSON
 */
public record RecordedRequest(String method, String path, Map<String, List<String>> headers, JsonNode body) {

    public RecordedRequest {
        var caseInsensitive = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        caseInsensitive.putAll(headers);
        headers = caseInsensitive;
    }
}
