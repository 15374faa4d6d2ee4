package ai.tierup.local;

import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.operator.MappingFile;
import ai.tierup.simulators.upstream.UpstreamSimulator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Provides one service to all tests of a class, as a parameter. It is started for the first test that has one. */
public final class RunningService implements ParameterResolver {

    public static final Path HOME = Path.of(System.getProperty("tierup.home"));
    public static final ObjectMapper JSON = new ObjectMapper();
    public static final HttpClient HTTP = HttpClient.newHttpClient();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == Api.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return extension
                .getRoot()
                .getStore(Namespace.create(RunningService.class))
                .getOrComputeIfAbsent(Api.class, type -> new Api(Map.of()), Api.class);
    }

    /** A running service, as its customers see it. Its scheduled jobs run when a test runs them, or starts them all. */
    public static final class Api implements AutoCloseable {

        public final LocalService service;
        private final TestDatabase database;
        final CapturingJournal journal = new CapturingJournal();
        public final Path folder;

        public Api(Map<String, String> variables) {
            this(variables, mapping());
        }

        /** Starts with {@code mapping} in place of the one of most tests. */
        Api(Map<String, String> variables, TierMapping mapping) {
            try {
                folder = Files.createTempDirectory("tierup-test");
                var all = new HashMap<>(Map.of(
                        "TIERUP_PORT", "0",
                        "TIERUP_DEMO_BALANCE_USD", "1000",
                        "TIERUP_SIGN_UP_CREDITS_USD", "100000",
                        // A request that is meant to fail must not keep the next one from the same candidate.
                        "TIERUP_UPSTREAM_BREAKERS", "off",
                        // What a request costs must not depend on how busy the machine is.
                        "TIERUP_REPEAT_WAIT_MILLIS", "10000",
                        "TIERUP_SIMULATED_TOKEN_MILLIS", "0"));
                all.putAll(variables);
                database = TestDatabase.take();
                all.put("AWS_ENDPOINT_URL", database.endpoint().toString());
                service = LocalService.start(new Variables(all), HOME, folder, mapping, journal);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static TierMapping mapping() {
            try {
                return MappingFile.read(mappingFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Path mappingFile() {
            return Path.of(RunningService.class
                    .getResource("/mapping-with-ratios.json")
                    .getPath());
        }

        UpstreamSimulator simulator() {
            return service.simulator().orElseThrow();
        }

        String url(String path) {
            return service.url() + path;
        }

        public ApiKeySecret key(String account) {
            var key = service.keys().get(account);
            if (key == null) {
                throw new IllegalArgumentException("Account is not seeded: " + account);
            }
            return key;
        }

        OpenAIClient openAi(String account) {
            return OpenAIOkHttpClient.builder()
                    .baseUrl(url("/v1"))
                    .apiKey(key(account).reveal())
                    .maxRetries(0)
                    .build();
        }

        HttpResponse<String> get(String account, String path) throws IOException, InterruptedException {
            return send(request(account, path).GET());
        }

        public JsonNode read(String account, String path) throws IOException, InterruptedException {
            return JSON.readTree(get(account, path).body());
        }

        HttpResponse<String> chat(String account, String body) throws IOException, InterruptedException {
            return send(request(account, "/v1/chat/completions")
                    .header("content-type", "application/json")
                    .POST(BodyPublishers.ofString(body)));
        }

        HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        }

        HttpRequest.Builder request(String account, String path) {
            return HttpRequest.newBuilder(URI.create(url(path)))
                    // Most tests look at the events of a stream only.
                    .header("x-tierup-padding", "off")
                    .header("authorization", "Bearer " + key(account).reveal());
        }

        @Override
        public void close() {
            service.close();
            database.close();
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
