package ai.tierup.functions.support.wiring;

import ai.tierup.functions.support.secrets.SecretsReader;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Reads the secrets of one purpose from one secret in AWS Secrets Manager.
 *
 * @param <T> the secrets
 */
final class SecretsManagerReader<T> implements SecretsReader<T> {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(3);

    /** All attempts together. Lambda gives up a restored copy whose hooks take more than ten seconds. */
    private static final Duration TOTAL_TIMEOUT = Duration.ofSeconds(5);

    private static final JsonFactory JSON = new JsonFactory();

    private final SecretsManagerClient client;
    private final String id;
    private final Function<Variables, T> secrets;

    /** @param secrets makes the secrets of the fields, or throws {@link BadSetting} */
    SecretsManagerReader(SecretsManagerClient client, String id, Function<Variables, T> secrets) {
        this.client = client;
        this.id = id;
        this.secrets = secrets;
    }

    static SecretsManagerClient client(String region, Optional<URI> endpoint) {
        var builder = SecretsManagerClient.builder()
                .region(Region.of(region))
                .overrideConfiguration(override -> override.apiCallTimeout(TOTAL_TIMEOUT))
                .httpClient(Apache5HttpClient.builder()
                        .connectionTimeout(ANSWER_TIMEOUT)
                        .socketTimeout(ANSWER_TIMEOUT)
                        .build());
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public T read() {
        var text = client.getSecretValue(get -> get.secretId(id)).secretString();
        try {
            return secrets.apply(new Variables(fields(text)));
        } catch (IOException e) {
            // Thrown without its cause, whose message quotes the secret.
            throw new UncheckedIOException(new IOException("The secret is not a JSON object of strings"));
        }
    }

    private static Map<String, String> fields(String text) throws IOException {
        try (var parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("Not an object");
            }
            var fields = new HashMap<String, String>();
            for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    throw new IOException("Not a string");
                }
                fields.put(name, parser.getText());
            }
            return fields;
        }
    }
}
