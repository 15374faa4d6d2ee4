package ai.tierup.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Reads the answers that API Gateway gives by itself from {@code template.yaml}.
 *
 * @param template the whole template as a tree
 */
record GatewayResponses(JsonNode template) {

    private static final String REQUEST_ID = "context.requestId";

    record Response(int status, Map<String, String> headers, String body) {}

    Response ofType(String type) {
        var response = template.path("Resources")
                .path("Api")
                .path("Properties")
                .path("GatewayResponses")
                .path(type);
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", "application/json");
        for (var header : response.path("ResponseParameters").path("Headers").properties()) {
            headers.put(header.getKey(), value(header.getValue().asText()));
        }
        return new Response(
                response.path("StatusCode").asInt(),
                headers,
                response.path("ResponseTemplates").path("application/json").asText());
    }

    /** Literals have quotes in the template. */
    private static String value(String expression) {
        return expression.equals(REQUEST_ID)
                ? UUID.randomUUID().toString()
                : expression.substring(1, expression.length() - 1);
    }
}
