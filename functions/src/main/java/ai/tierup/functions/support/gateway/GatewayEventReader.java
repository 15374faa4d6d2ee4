package ai.tierup.functions.support.gateway;

import ai.tierup.api.JsonFactories;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a proxy event from JSON token by token. A stream handler gets raw JSON, and binding it to objects would take longer. */
final class GatewayEventReader {

    /** Far above the 6 MB to which Lambda limits an event. */
    private static final int MAX_BODY_CHARACTERS = 16 * 1024 * 1024;

    private static final JsonFactory JSON = JsonFactories.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_BODY_CHARACTERS)
                    .build())
            .build();

    private GatewayEventReader() {}

    /** @throws IOException if {@code event} is not the JSON of an event */
    static GatewayRequest read(InputStream event) throws IOException {
        try (var parser = JSON.createParser(event)) {
            var fields = new Fields();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("An event is a JSON object");
            }
            for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                fields.read(name, parser);
            }
            return fields.request();
        } catch (IllegalArgumentException e) {
            throw new IOException("The event's body is not base 64", e);
        }
    }

    private static final class Fields {

        private String method = "";
        private String resource = "";
        private String path = "";
        private Map<String, String> headers = Map.of();
        private Map<String, List<String>> allHeaders = Map.of();
        private Map<String, String> query = Map.of();
        private Map<String, String> pathParameters = Map.of();
        private @Nullable String body;
        private boolean base64;
        private Map<String, String> context = Map.of();
        private Optional<String> address = Optional.empty();

        void read(String name, JsonParser parser) throws IOException {
            switch (name) {
                case "httpMethod" -> method = parser.getValueAsString("");
                case "resource" -> resource = parser.getValueAsString("");
                case "path" -> path = parser.getValueAsString("");
                case "headers" -> headers = stringMap(parser);
                case "multiValueHeaders" -> allHeaders = stringListMap(parser);
                case "queryStringParameters" -> query = stringMap(parser);
                case "pathParameters" -> pathParameters = stringMap(parser);
                case "body" -> body = parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText();
                case "requestContext" -> readContext(parser);
                case "isBase64Encoded" -> base64 = parser.getValueAsBoolean();
                default -> parser.skipChildren();
            }
        }

        GatewayRequest request() {
            var merged = GatewayRequest.headers(allHeaders, headers);
            var content = RequestBody.read(body, base64, GatewayRequest.contentEncodings(merged));
            return new GatewayRequest(
                    new GatewayRequest.Arrival(baseUrl(merged), address),
                    method,
                    RequestPath.of(resource, path, pathParameters),
                    merged,
                    query,
                    pathParameters,
                    content.bytes(),
                    content.error());
        }

        private Optional<URI> baseUrl(Map<String, List<String>> merged) {
            var protocols = merged.getOrDefault("x-forwarded-proto", List.of("https"));
            return GatewayRequest.baseUrl(
                    context.get("domainName"),
                    context.get("path"),
                    RequestPath.filled(resource, pathParameters),
                    protocols.getLast());
        }

        /** Reads the texts of the request's context and {@code identity.sourceIp}, and skips the rest. */
        private void readContext(JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return;
            }
            var texts = new HashMap<String, String>();
            for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, parser.getText());
                } else if (name.equals("identity")) {
                    address = Optional.ofNullable(stringMap(parser).get("sourceIp"));
                } else {
                    parser.skipChildren();
                }
            }
            context = texts;
        }

        private static Map<String, String> stringMap(JsonParser parser) throws IOException {
            var texts = new HashMap<String, String>();
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    texts.put(name, parser.getValueAsString(""));
                }
            }
            return texts;
        }

        private static Map<String, List<String>> stringListMap(JsonParser parser) throws IOException {
            var lists = new HashMap<String, List<String>>();
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    var texts = new ArrayList<String>();
                    if (parser.nextToken() == JsonToken.START_ARRAY) {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            texts.add(parser.getValueAsString(""));
                        }
                    }
                    lists.put(name, texts);
                }
            }
            return lists;
        }
    }
}
