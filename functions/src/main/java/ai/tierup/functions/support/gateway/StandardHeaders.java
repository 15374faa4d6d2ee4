package ai.tierup.functions.support.gateway;

import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that answers have whatever their endpoint. */
final class StandardHeaders {

    private static final String ONE_YEAR = "max-age=31536000";

    private StandardHeaders() {}

    /** Returns the headers of an answer of the API. Each is for one account only, so that nobody may store it. */
    static Map<String, String> ofApi() {
        var headers = ofAny();
        headers.put("cache-control", "no-store");
        Cors.addTo(headers);
        return headers;
    }

    static Map<String, String> of(String path) {
        return Cors.covers(path) ? ofApi() : ofAny();
    }

    private static Map<String, String> ofAny() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("strict-transport-security", ONE_YEAR);
        return headers;
    }
}
