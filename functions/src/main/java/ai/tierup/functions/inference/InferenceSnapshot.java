package ai.tierup.functions.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.JsonBytes;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.domain.meter.TokenMeter;
import ai.tierup.functions.support.gateway.StreamingRoute;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.secrets.SecretsUnavailable;
import ai.tierup.functions.support.secrets.UpstreamSecrets;
import ai.tierup.functions.support.snapstart.Rehearsal;
import ai.tierup.functions.support.snapstart.Snapshots;
import io.micronaut.context.BeanContext;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * The snapshot hooks of the inference function. Before the snapshot, the function drops its secrets and rehearses requests to each API.
 * After a restore, it reads the secrets.
 */
@Singleton
final class InferenceSnapshot {

    private static final int OK = 200;
    /** Long enough to be repeated, so that its beginnings are looked up and marked. */
    static final String TEXT = "Hello ".repeat(1_200).strip();

    private static final Duration REHEARSAL_TIMEOUT = Duration.ofSeconds(20);
    private static final int STATUS_OFFSET = "{\"statusCode\":".length();

    private final Snapshots snapshots;
    private final Rehearsal rehearsal;
    private final CurrentSecrets<UpstreamSecrets> secrets;
    private final TokenMeter meter;

    InferenceSnapshot(
            Snapshots snapshots, Rehearsal rehearsal, CurrentSecrets<UpstreamSecrets> secrets, TokenMeter meter) {
        this.snapshots = snapshots;
        this.rehearsal = rehearsal;
        this.secrets = secrets;
        this.meter = meter;
    }

    void register() {
        snapshots.register(this::beforeSnapshot, this::afterRestore);
    }

    void beforeSnapshot() {
        secrets.clear();
        meter.count("Counting a first text loads the vocabulary.", Long.MAX_VALUE);
        rehearsal.play(OK, InferenceSnapshot::rehearse);
    }

    /** Sends a streamed and a whole request to each API. Returns the highest HTTP status. */
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
            json.writeStringField("body", new String(api.sample(TEXT, stream), UTF_8));
            json.writeEndObject();
        });
        var answer = new ByteArrayOutputStream();
        var route = service.getBean(StreamingRoute.class);
        try {
            route.answer(
                    new ByteArrayInputStream(event),
                    answer,
                    () -> REHEARSAL_TIMEOUT,
                    service.getBean(InferenceRoutes.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Integer.parseInt(answer.toString(UTF_8).substring(STATUS_OFFSET, STATUS_OFFSET + 3));
    }

    void afterRestore() {
        try {
            secrets.keepFresh();
        } catch (SecretsUnavailable e) {
            // Already raised as an alarm. Each request tries again, and is refused until the secrets can be read.
        }
    }
}
