package ai.tierup.functions.support.webhooks;

import ai.tierup.api.JsonBytes;
import ai.tierup.domain.alert.Alert;
import ai.tierup.domain.alert.Delivery;
import ai.tierup.domain.alert.Webhook;
import ai.tierup.domain.alert.Webhooks;
import ai.tierup.functions.support.egress.PublicHttpClient;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/**
 * Posts alerts as Standard Webhooks describes it. Any 2xx within five seconds is success. Nothing else of the answer is read, so a
 * receiver can make a post fail, and nothing more.
 */
public final class HttpsWebhooks implements Webhooks, AutoCloseable {

    private static final Duration MAX_TIME = Duration.ofSeconds(5);
    private static final int SUCCESS = 2;
    private static final int STATUSES_PER_CLASS = 100;

    private final CloseableHttpClient client;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final Duration maxTime;

    /** @param threads virtual threads, which an interrupt ends even while they read from a connection */
    public HttpsWebhooks(InstantSource clock, ExecutorService threads) {
        this(PublicHttpClient.create(MAX_TIME), clock, threads, MAX_TIME);
    }

    HttpsWebhooks(CloseableHttpClient client, InstantSource clock, ExecutorService threads, Duration maxTime) {
        this.client = client;
        this.clock = clock;
        this.threads = threads;
        this.maxTime = maxTime;
    }

    @Override
    public boolean post(Webhook webhook, Delivery delivery) {
        var request = request(webhook, delivery);
        Callable<Boolean> call = () -> isAccepted(request);
        try {
            return threads.invokeAll(List.of(call), maxTime.toMillis(), TimeUnit.MILLISECONDS)
                    .getFirst()
                    .get();
        } catch (ExecutionException | CancellationException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpPost request(Webhook webhook, Delivery delivery) {
        var id = delivery.id().publicName();
        var timestamp = Long.toString(clock.instant().getEpochSecond());
        var body = JsonBytes.of(json -> write(json, delivery.alert()));
        var request = new HttpPost(webhook.address());
        request.setHeader("webhook-id", id);
        request.setHeader("webhook-timestamp", timestamp);
        request.setHeader("webhook-signature", WebhookSignature.of(webhook.secret(), id, timestamp, body));
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        return request;
    }

    private static void write(JsonGenerator json, Alert alert) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", alert.type().publicName());
        json.writeStringField("timestamp", alert.at().toString());
        json.writeObjectFieldStart("data");
        for (var detail : new TreeMap<>(alert.details()).entrySet()) {
            json.writeStringField(detail.getKey(), detail.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private boolean isAccepted(HttpPost request) throws IOException, HttpException {
        try {
            var response = client.executeOpen(RoutingSupport.determineHost(request), request, null);
            return response.getCode() / STATUSES_PER_CLASS == SUCCESS;
        } finally {
            // Closing the response would first read the rest of it, which may be endless.
            request.cancel();
        }
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
