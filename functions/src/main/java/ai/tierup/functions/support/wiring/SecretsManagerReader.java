package ai.tierup.functions.support.wiring;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.functions.support.secrets.Secrets;
import ai.tierup.functions.support.secrets.SecretsReader;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Reads all secrets from one secret in AWS Secrets Manager. */
final class SecretsManagerReader implements SecretsReader {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(3);
    private static final JsonFactory JSON = new JsonFactory();

    private final SecretsManagerClient client;
    private final String id;
    private final List<ProviderId> furtherProviders;
    private final Alarms alarms;

    /** @param furtherProviders providers whose keys the secret should contain besides that of the default provider */
    SecretsManagerReader(SecretsManagerClient client, String id, List<ProviderId> furtherProviders, Alarms alarms) {
        this.client = client;
        this.id = id;
        this.furtherProviders = furtherProviders;
        this.alarms = alarms;
    }

    static SecretsManagerReader of(
            String region, Optional<URI> endpoint, String id, List<ProviderId> furtherProviders, Alarms alarms) {
        var builder = SecretsManagerClient.builder()
                .region(Region.of(region))
                .httpClient(Apache5HttpClient.builder()
                        .connectionTimeout(ANSWER_TIMEOUT)
                        .socketTimeout(ANSWER_TIMEOUT)
                        .build());
        endpoint.ifPresent(builder::endpointOverride);
        return new SecretsManagerReader(builder.build(), id, furtherProviders, alarms);
    }

    /**
     * Reads the secrets. A missing or invalid field that only payments or a further provider need raises an alarm and is left out, so that
     * everything else keeps working.
     *
     * @throws BadSetting if another field is missing or invalid
     */
    @Override
    public Secrets read() {
        var text = client.getSecretValue(get -> get.secretId(id)).secretString();
        try {
            return Settings.secrets(
                    new Variables(fields(text)),
                    furtherProviders,
                    problem -> alarms.raise(Alarm.BAD_SETTING, String.valueOf(problem.getMessage())));
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
