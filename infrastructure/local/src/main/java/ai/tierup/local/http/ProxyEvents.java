package ai.tierup.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.JsonFactories;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts an HTTP request to API Gateway's proxy event (REST API, payload 1.0). */
final class ProxyEvents {

    private static final String LOCALHOST = "localhost";
    private static final JsonFactory JSON = JsonFactories.standard();

    private ProxyEvents() {}

    static APIGatewayProxyRequestEvent event(
            HttpExchange exchange, Route route, Map<String, String> pathParameters, byte[] body) {
        return new APIGatewayProxyRequestEvent()
                .withResource(route.template())
                .withHttpMethod(exchange.getRequestMethod())
                .withPath(exchange.getRequestURI().getPath())
                .withHeaders(headers(exchange))
                .withMultiValueHeaders(exchange.getRequestHeaders())
                .withQueryStringParameters(query(exchange))
                .withPathParameters(pathParameters)
                .withRequestContext(new APIGatewayProxyRequestEvent.ProxyRequestContext()
                        .withDomainName(domainName(exchange))
                        .withPath(exchange.getRequestURI().getPath())
                        .withIdentity(
                                new APIGatewayProxyRequestEvent.RequestIdentity().withSourceIp(sourceIp(exchange))))
                .withBody(base64(body))
                .withIsBase64Encoded(true);
    }

    /** Returns the same event as JSON, which is what a stream handler receives. */
    static byte[] json(HttpExchange exchange, Route route, Map<String, String> pathParameters, byte[] body)
            throws IOException {
        var bytes = new ByteArrayOutputStream(body.length + 1024);
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("resource", route.template());
            json.writeStringField("httpMethod", exchange.getRequestMethod());
            json.writeStringField("path", exchange.getRequestURI().getPath());
            write(json, "headers", headers(exchange));
            writeAll(json, exchange.getRequestHeaders());
            write(json, "queryStringParameters", query(exchange));
            write(json, "pathParameters", pathParameters);
            json.writeObjectFieldStart("requestContext");
            json.writeStringField("domainName", domainName(exchange));
            json.writeStringField("path", exchange.getRequestURI().getPath());
            json.writeObjectFieldStart("identity");
            json.writeStringField("sourceIp", sourceIp(exchange));
            json.writeEndObject();
            json.writeEndObject();
            json.writeStringField("body", base64(body));
            json.writeBooleanField("isBase64Encoded", true);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** The body as API Gateway encodes it, because the template declares all media types as binary; null if it is empty. */
    private static @Nullable String base64(byte[] body) {
        return body.length == 0 ? null : Base64.getEncoder().encodeToString(body);
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getLast()));
        headers.put("x-forwarded-proto", "http");
        return headers;
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var query = new LinkedHashMap<String, String>();
        var raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (var pair : raw.split("&", -1)) {
                var equals = pair.indexOf('=');
                if (equals > 0) {
                    query.put(
                            URLDecoder.decode(pair.substring(0, equals), UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
                }
            }
        }
        return query;
    }

    /**
     * The host with its port, as the client names it. API Gateway has no port here. Of what a client may write, only the two names of this machine
     * count: a page of another site whose name leads here must not pass for one of ours.
     */
    private static String domainName(HttpExchange exchange) {
        var port = exchange.getLocalAddress().getPort();
        var byName = LOCALHOST + ":" + port;
        return byName.equalsIgnoreCase(exchange.getRequestHeaders().getFirst("host")) ? byName : "127.0.0.1:" + port;
    }

    private static String sourceIp(HttpExchange exchange) {
        return exchange.getRemoteAddress().getAddress().getHostAddress();
    }

    private static void writeAll(JsonGenerator json, Map<String, List<String>> headers) throws IOException {
        json.writeObjectFieldStart("multiValueHeaders");
        for (var header : headers.entrySet()) {
            json.writeArrayFieldStart(header.getKey());
            for (var value : header.getValue()) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (var text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }
}
