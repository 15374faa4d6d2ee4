package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The functions of a zip behind a simulated API Gateway, which converts a request to an event for the function of its route, and the
 * function's output to an answer. A request without a route gets the gateway response of the template.
 */
final class PackagedService implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOMAIN = "api.example.com";
    private static final String STAGE = "/live";
    private static final byte[] DELIMITER = new byte[8];

    private final Closer closer = new Closer();
    private final JsonNode template;
    private final Map<TemplateFunction, FunctionProcess> functions = new LinkedHashMap<>();

    /** @param pathAndQuery request target, as in the first line of an HTTP request */
    record Request(
            String method, String pathAndQuery, Map<String, List<String>> headers, byte[] body, Duration timeLeft) {}

    /** @param headers values by name, sorted */
    record Answer(int status, Map<String, String> headers, byte[] body) {}

    /**
     * Starts every function that has a route.
     *
     * @param variables environment of each function
     */
    static PackagedService start(UnpackedZip zip, JsonNode template, Map<String, String> variables) throws IOException {
        var service = new PackagedService(template);
        for (var function : TemplateFunction.in(template)) {
            service.add(zip, function, variables);
        }
        return service;
    }

    /** Starts only the function behind {@code POST path}, without its wrapper script, so that its answers are not streamed. */
    static PackagedService startWhole(UnpackedZip zip, JsonNode template, String path, Map<String, String> variables)
            throws IOException {
        var service = new PackagedService(template);
        for (var function : TemplateFunction.in(template)) {
            if (function.routes().stream()
                    .anyMatch(route ->
                            !route.isGreedy() && route.match("POST", path).isPresent())) {
                service.add(zip, function.withoutWrapper(), variables);
            }
        }
        return service;
    }

    private PackagedService(JsonNode template) {
        this.template = template;
    }

    private void add(UnpackedZip zip, TemplateFunction function, Map<String, String> variables) throws IOException {
        functions.put(function, closer.add(new FunctionProcess(zip, function, variables)));
    }

    /** Waits until all functions are ready. */
    void awaitStarted() throws IOException, InterruptedException {
        for (var function : functions.values()) {
            function.awaitStarted();
        }
    }

    Answer answer(Request request) throws IOException, InterruptedException {
        var path = request.pathAndQuery().split("\\?", 2)[0];
        var matched = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        for (var greedy : List.of(false, true)) {
            for (var function : functions.entrySet()) {
                for (var route : function.getKey().routes()) {
                    var parameters = route.match(request.method(), matched);
                    if (parameters.isPresent() && route.isGreedy() == greedy) {
                        var event = event(request, path, route, parameters.get());
                        return read(function.getValue().invoke(JSON.writeValueAsBytes(event), request.timeLeft()));
                    }
                }
            }
        }
        return noRoute();
    }

    /** The answer for an unknown path, which API Gateway treats like a missing signature. */
    private Answer noRoute() {
        var response = template.path("Resources")
                .path("Api")
                .path("Properties")
                .path("GatewayResponses")
                .path("MISSING_AUTHENTICATION_TOKEN");
        var body = response.path("ResponseTemplates").path("application/json").asText();
        return new Answer(
                response.path("StatusCode").asInt(), Map.of("content-type", "application/json"), body.getBytes(UTF_8));
    }

    private static ObjectNode event(
            Request request, String path, TemplateFunction.Route route, Map<String, String> pathParameters) {
        var event = JSON.createObjectNode();
        event.put("resource", route.resource()).put("path", path).put("httpMethod", request.method());
        var headers = event.putObject("headers");
        var allHeaders = event.putObject("multiValueHeaders");
        request.headers().forEach((name, values) -> {
            headers.put(name, values.getLast());
            values.forEach(allHeaders.putArray(name)::add);
        });
        putOrNull(event, "queryStringParameters", query(request.pathAndQuery()));
        putOrNull(event, "pathParameters", pathParameters);
        var context = event.putObject("requestContext");
        context.put("domainName", DOMAIN).put("path", STAGE + path).put("stage", STAGE.substring(1));
        context.putObject("identity").put("sourceIp", "192.0.2.1");
        var text = utf8(request.body());
        if (request.body().length == 0) {
            event.putNull("body");
        } else {
            event.put("body", text == null ? Base64.getEncoder().encodeToString(request.body()) : text);
        }
        return event.put("isBase64Encoded", text == null);
    }

    private static void putOrNull(ObjectNode event, String name, Map<String, String> texts) {
        if (texts.isEmpty()) {
            event.putNull(name);
        } else {
            texts.forEach(event.putObject(name)::put);
        }
    }

    private static Map<String, String> query(String pathAndQuery) {
        var query = new LinkedHashMap<String, String>();
        var start = pathAndQuery.indexOf('?');
        for (var pair :
                start < 0 ? new String[0] : pathAndQuery.substring(start + 1).split("&", -1)) {
            var nameAndValue = (pair + "=").split("=", 3);
            query.put(URLDecoder.decode(nameAndValue[0], UTF_8), URLDecoder.decode(nameAndValue[1], UTF_8));
        }
        return query;
    }

    /** The body as text, or null if it is not UTF-8. API Gateway encodes such a body in base 64. */
    private static @Nullable String utf8(byte[] body) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Parses both forms of an answer: a prelude, eight NULs and the body, or one JSON object that contains the body. */
    private static Answer read(byte[] report) throws IOException {
        for (var end = 0; end + DELIMITER.length <= report.length; end++) {
            if (Arrays.equals(report, end, end + DELIMITER.length, DELIMITER, 0, DELIMITER.length)) {
                var head = JSON.readTree(report, 0, end);
                return answer(head, Arrays.copyOfRange(report, end + DELIMITER.length, report.length));
            }
        }
        var json = JSON.readTree(report);
        var body = json.path("body").asText();
        return answer(
                json,
                json.path("isBase64Encoded").asBoolean() ? Base64.getDecoder().decode(body) : body.getBytes(UTF_8));
    }

    private static Answer answer(JsonNode head, byte[] body) {
        var headers = new TreeMap<String, String>();
        for (var header : head.path("headers").properties()) {
            headers.put(header.getKey(), header.getValue().asText());
        }
        return new Answer(head.path("statusCode").asInt(), headers, body);
    }

    @Override
    public void close() {
        closer.close();
    }
}
