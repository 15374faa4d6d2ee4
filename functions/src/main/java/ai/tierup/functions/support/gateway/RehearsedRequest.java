package ai.tierup.functions.support.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.Map;

/**
 * A request without a body that is played before a snapshot.
 *
 * @param status what it is answered with
 */
public record RehearsedRequest(String method, String path, Map<String, String> pathParameters, int status) {

    /** A GET that is answered. */
    public static RehearsedRequest get(String path) {
        return new RehearsedRequest("GET", path, Map.of(), 200);
    }

    APIGatewayProxyRequestEvent event(String key) {
        return new APIGatewayProxyRequestEvent()
                .withHttpMethod(method)
                .withPath(path)
                .withPathParameters(pathParameters)
                .withHeaders(Map.of("authorization", "Bearer " + key));
    }
}
