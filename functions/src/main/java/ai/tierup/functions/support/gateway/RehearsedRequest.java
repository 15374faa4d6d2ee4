package ai.tierup.functions.support.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.Map;

/**
 * A request without a body that a function handles before its snapshot.
 *
 * @param status expected status of the answer
 */
public record RehearsedRequest(String method, String path, Map<String, String> pathParameters, int status) {

    /** Returns a GET request that is answered with 200. */
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
