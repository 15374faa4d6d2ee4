package ai.tierup.functions.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.JsonBytes;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.functions.support.gateway.StreamingRoute;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.secrets.SecretsUnavailable;
import ai.tierup.functions.support.snapstart.Rehearsal;
import ai.tierup.functions.support.snapstart.Snapshots;
import io.micronaut.context.BeanContext;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.stream.IntStream;

/** What the function does around its snapshot: the copies have answered each API's requests, and know no secret. */
@Singleton
final class InferenceSnapshot {

    private static final int OK = 200;
    private static final Duration TIME_TO_REHEARSE = Duration.ofSeconds(20);
    private static final int PLACE_OF_STATUS = "{\"statusCode\":".length();

    private final Snapshots snapshots;
    private final Rehearsal rehearsal;
    private final CurrentSecrets secrets;

    InferenceSnapshot(Snapshots snapshots, Rehearsal rehearsal, CurrentSecrets secrets) {
        this.snapshots = snapshots;
        this.rehearsal = rehearsal;
        this.secrets = secrets;
    }

    void register() {
        snapshots.register(this::beforeSnapshot, this::afterRestore);
    }

    void beforeSnapshot() {
        secrets.forget();
        rehearsal.play(OK, InferenceSnapshot::rehearse);
    }

    /** The highest status that any API answers with, streamed or whole. */
    private static int rehearse(BeanContext service, String key) {
        return service.getBean(InferenceApis.class).all().stream()
                .flatMapToInt(
                        api -> IntStream.of(rehearse(service, key, api, true), rehearse(service, key, api, false)))
                .max()
                .orElseThrow();
    }

    private static int rehearse(BeanContext service, String key, InferenceApi api, boolean stream) {
        var event = JsonBytes.of(json -> {
            json.writeStartObject();
            json.writeStringField("httpMethod", "POST");
            json.writeStringField("path", api.path());
            json.writeObjectFieldStart("headers");
            json.writeStringField("authorization", "Bearer " + key);
            json.writeStringField("content-type", "application/json");
            json.writeEndObject();
            json.writeStringField("body", new String(api.sample(stream), UTF_8));
            json.writeEndObject();
        });
        var answer = new ByteArrayOutputStream();
        var route = service.getBean(StreamingRoute.class);
        route.answer(
                new ByteArrayInputStream(event),
                answer,
                () -> TIME_TO_REHEARSE,
                service.getBean(InferenceEndpoint.class));
        return Integer.parseInt(answer.toString(UTF_8).substring(PLACE_OF_STATUS, PLACE_OF_STATUS + 3));
    }

    void afterRestore() {
        try {
            secrets.keepFresh();
        } catch (SecretsUnavailable e) {
            // The operator has been told; each request tries again, and is refused until there are some.
        }
    }
}
