package ai.tierup.functions.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.JsonBytes;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.secrets.SecretsUnavailable;
import ai.tierup.functions.support.snapstart.Rehearsal;
import ai.tierup.functions.support.snapstart.Snapshots;
import ai.tierup.upstream.HttpUpstream;
import io.micronaut.context.BeanContext;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;

/** What the chat function does around its snapshot: the copies know how to stream an answer, and know no secret. */
@Singleton
final class ChatSnapshot {

    private static final int OK = 200;
    private static final Duration TIME_TO_REHEARSE = Duration.ofSeconds(20);
    private static final int PLACE_OF_STATUS = "{\"statusCode\":".length();

    private final Snapshots snapshots;
    private final Rehearsal rehearsal;
    private final CurrentSecrets secrets;
    private final HttpUpstream upstream;

    ChatSnapshot(Snapshots snapshots, Rehearsal rehearsal, CurrentSecrets secrets, HttpUpstream upstream) {
        this.snapshots = snapshots;
        this.rehearsal = rehearsal;
        this.secrets = secrets;
        this.upstream = upstream;
    }

    void register() {
        snapshots.register(this::beforeSnapshot, this::afterRestore);
    }

    void beforeSnapshot() {
        secrets.forget();
        rehearsal.play(OK, (service, key) -> Math.max(rehearse(service, key, true), rehearse(service, key, false)));
    }

    private static int rehearse(BeanContext service, String key, boolean stream) {
        var body = """
                {"model": "tier-2", "stream": %s, "messages": [{"role": "user", "content": "Hello"}]}""".formatted(stream);
        var event = JsonBytes.of(json -> {
            json.writeStartObject();
            json.writeStringField("httpMethod", "POST");
            json.writeStringField("path", "/v1/chat/completions");
            json.writeObjectFieldStart("headers");
            json.writeStringField("authorization", "Bearer " + key);
            json.writeStringField("content-type", "application/json");
            json.writeEndObject();
            json.writeStringField("body", body);
            json.writeEndObject();
        });
        var answer = new ByteArrayOutputStream();
        service.getBean(ChatEndpoint.class).answer(new ByteArrayInputStream(event), answer, () -> TIME_TO_REHEARSE);
        return Integer.parseInt(answer.toString(UTF_8).substring(PLACE_OF_STATUS, PLACE_OF_STATUS + 3));
    }

    void afterRestore() {
        upstream.renewConnections();
        try {
            secrets.keepFresh();
        } catch (SecretsUnavailable e) {
            // The operator has been told; each request tries again, and is refused until there are some.
        }
    }
}
