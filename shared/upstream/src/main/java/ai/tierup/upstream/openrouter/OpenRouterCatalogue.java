package ai.tierup.upstream.openrouter;

import ai.tierup.domain.assess.Catalogue;
import ai.tierup.domain.assess.Host;
import ai.tierup.domain.assess.Listing;
import ai.tierup.domain.assess.ModelSource;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenRouter's catalogue. An entry that makes no sense is left out, with the reason; a catalogue that is not one, or is too large, is
 * refused as a whole.
 *
 * @param baseUrl the URL to which {@code /models} is appended
 * @param key our API key, which is sent to that server only
 */
public record OpenRouterCatalogue(URI baseUrl, String key) implements ModelSource {

    private static final int MAX_BYTES = 32 * 1024 * 1024;
    private static final int MAX_MODELS = 10_000;
    private static final int MAX_PAGES = 100;
    private static final int NOT_FOUND = 404;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Slugs that can be a part of an address as they are, and cannot lead to another one. */
    private static final Pattern SLUG = Pattern.compile("~?[A-Za-z0-9][\\w.:-]*/[A-Za-z0-9][\\w.:-]*");

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public Catalogue read(int contextTokens) throws IOException {
        try (var http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            var keepNothing = slugsThatKeepNothing(get(http, url("/endpoints/zdr")));
            var listings = new LinkedHashMap<String, Listing>();
            var unreadable = new ArrayList<String>();
            var models = 0;
            @Nullable URI page = url("/models");
            for (var pages = 0; page != null && pages < MAX_PAGES; pages++) {
                var json = get(http, page);
                if (!json.path("data").isArray()) {
                    throw new IOException(page + " did not send a list of models");
                }
                models += json.path("data").size();
                if (models > MAX_MODELS) {
                    throw new IOException(page + " lists more than " + MAX_MODELS + " models");
                }
                for (var entry : json.path("data")) {
                    add(entry, contextTokens, keepNothing, listings, unreadable);
                }
                page = next(json.path("links").path("next"));
            }
            return new Catalogue(new ArrayList<>(listings.values()), unreadable);
        }
    }

    @Override
    public Map<String, List<Host>> hosts(Collection<String> slugs, int contextTokens) throws IOException {
        try (var http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            var hosts = new HashMap<String, List<Host>>();
            for (var slug : slugs) {
                hosts.put(slug, hosts(http, slug, contextTokens));
            }
            return hosts;
        }
    }

    /** The hosts of a model whose entries make sense; empty if the model is not known any more. */
    private List<Host> hosts(HttpClient http, String slug, int contextTokens) throws IOException {
        if (!SLUG.matcher(slug).matches()) {
            return List.of();
        }
        var json = find(http, url("/models/" + slug + "/endpoints"));
        var hosts = new ArrayList<Host>();
        for (var entry :
                json == null ? MissingNode.getInstance() : json.path("data").path("endpoints")) {
            try {
                hosts.add(new CatalogueEntry(entry, contextTokens).host(slug));
            } catch (IllegalArgumentException e) {
                // It is not counted.
            }
        }
        return hosts;
    }

    private static void add(
            JsonNode entry,
            int contextTokens,
            Set<String> keepNothing,
            LinkedHashMap<String, Listing> listings,
            ArrayList<String> unreadable) {
        var slug = entry.path("id").asText();
        try {
            var listing = new CatalogueEntry(entry, contextTokens).listing(keepNothing.contains(slug));
            if (listings.putIfAbsent(slug, listing) != null) {
                unreadable.add(slug + " is listed twice");
            }
        } catch (IllegalArgumentException e) {
            unreadable.add((slug.isBlank() ? "An entry without a name" : slug) + " " + e.getMessage());
        }
    }

    private static Set<String> slugsThatKeepNothing(JsonNode json) {
        var slugs = new HashSet<String>();
        json.path("data").forEach(host -> slugs.add(host.path("model_id").asText()));
        return slugs;
    }

    private URI url(String path) {
        return URI.create(baseUrl.toString().replaceAll("/+$", "") + path);
    }

    /** The address of the next page; null after the last one. Only addresses of the same server are followed, because they get our key. */
    private @Nullable URI next(JsonNode link) throws IOException {
        if (!link.isTextual()) {
            return null;
        }
        try {
            var next = baseUrl.resolve(link.textValue());
            if (Objects.equals(next.getScheme(), baseUrl.getScheme())
                    && Objects.equals(next.getRawAuthority(), baseUrl.getRawAuthority())) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            // It is refused below.
        }
        throw new IOException("The next page of the catalogue is at another place: " + link.textValue());
    }

    private JsonNode get(HttpClient http, URI url) throws IOException {
        var json = find(http, url);
        if (json == null) {
            throw new IOException(url + " answered with status " + NOT_FOUND);
        }
        return json;
    }

    /** Returns null if there is nothing at the address. */
    private @Nullable JsonNode find(HttpClient http, URI url) throws IOException {
        var request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("authorization", "Bearer " + key)
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                var bytes = body.readNBytes(MAX_BYTES + 1);
                if (response.statusCode() == NOT_FOUND) {
                    return null;
                }
                if (response.statusCode() != 200) {
                    throw new IOException(url + " answered with status " + response.statusCode());
                }
                if (bytes.length > MAX_BYTES) {
                    throw new IOException(url + " sent more than " + MAX_BYTES + " bytes");
                }
                return JSON.readTree(bytes);
            }
        } catch (JsonProcessingException e) {
            throw new IOException(url + " did not send JSON", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(url + " was not awaited", e);
        }
    }
}
