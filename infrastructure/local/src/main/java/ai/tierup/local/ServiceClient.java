package ai.tierup.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * An HTTP client of a service, for demos and smoke tests.
 *
 * @param base the URL to which paths are appended
 * @param key the bearer key that is sent
 */
public record ServiceClient(String base, String key) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    public static ServiceClient of(URI service, String key) {
        return new ServiceClient(service + "/v1", key);
    }

    public HttpResponse<String> chat(String body) throws IOException, InterruptedException {
        return chat(body, BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> chat(String body, BodyHandler<T> handler) throws IOException, InterruptedException {
        return HTTP.send(request("/chat/completions", body), handler);
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return HTTP.send(request(path, body), BodyHandlers.ofString());
    }

    public JsonNode read(String path) throws IOException, InterruptedException {
        return JSON.readTree(
                HTTP.send(request(path).build(), BodyHandlers.ofString()).body());
    }

    private HttpRequest request(String path, String body) {
        return request(path)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("authorization", "Bearer " + key);
    }
}
