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
 * A customer of a show's service, or of any other with the same API.
 *
 * @param base the URL that paths are added to
 * @param key sent as bearer key
 */
record ShowClient(String base, String key) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    static ShowClient of(URI service, String key) {
        return new ShowClient(service + "/v1", key);
    }

    HttpResponse<String> chat(String body) throws IOException, InterruptedException {
        return chat(body, BodyHandlers.ofString());
    }

    <T> HttpResponse<T> chat(String body, BodyHandler<T> handler) throws IOException, InterruptedException {
        var request = request("/chat/completions").header("content-type", "application/json");
        return HTTP.send(request.POST(BodyPublishers.ofString(body)).build(), handler);
    }

    JsonNode read(String path) throws IOException, InterruptedException {
        return JSON.readTree(
                HTTP.send(request(path).build(), BodyHandlers.ofString()).body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("authorization", "Bearer " + key);
    }
}
