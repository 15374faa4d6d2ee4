package ai.tierup.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Delivers events to the webhook immediately, later, several times, or not at all. Refused events are retried. */
final class Deliveries implements AutoCloseable {

    private static final Duration MAX_ANSWER_TIME = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final int REDIRECT = 300;

    private final StripeSimulatorSettings settings;
    private final StripeObjects objects;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Delivery> held = new ArrayList<>();
    private volatile @Nullable URI webhook;
    private @Nullable HttpClient http;
    private int copies = 1;
    private boolean holding;
    private boolean losing;
    private int pending;

    /** An event with its body, which is the same in every attempt. */
    private record Delivery(String event, String body) {
        static Delivery of(ObjectNode event) {
            return new Delivery(event.path("id").asText(), event.toPrettyString());
        }
    }

    Deliveries(StripeSimulatorSettings settings, StripeObjects objects) {
        this.settings = settings;
        this.objects = objects;
    }

    void to(URI address) {
        webhook = address;
    }

    synchronized void copies(int number) {
        copies = number;
    }

    synchronized void lose(boolean on) {
        losing = on;
    }

    synchronized void hold() {
        holding = true;
    }

    synchronized void add(ObjectNode event) {
        if (losing) {
            return;
        }
        if (holding) {
            held.add(Delivery.of(event));
        } else {
            start(List.of(Delivery.of(event)));
        }
    }

    /** Sends an event even if events are held or lost. */
    synchronized void resend(ObjectNode event) {
        start(List.of(Delivery.of(event)));
    }

    /** Sends the held events, each after the previous one was answered. */
    synchronized int release(ReleaseOrder order, RandomGenerator random) {
        holding = false;
        var events = new ArrayList<>(held);
        held.clear();
        switch (order) {
            case OLDEST_FIRST -> {}
            case NEWEST_FIRST -> Collections.reverse(events);
            case SHUFFLED -> Collections.shuffle(events, random);
        }
        start(events);
        return events.size();
    }

    /** Waits until every event is accepted or given up. Returns false on timeout. */
    synchronized boolean awaitDeliveries(Duration timeout) throws InterruptedException {
        var deadline = System.nanoTime() + timeout.toNanos();
        while (pending > 0) {
            var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private void start(List<Delivery> events) {
        pending += events.size();
        Thread.startVirtualThread(() -> events.forEach(event -> attempt(event, 0)));
    }

    private void attempt(Delivery delivery, int tried) {
        if (closed.getCount() == 0) {
            return;
        }
        if (send(delivery)) {
            objects.locked(() -> objects.put(objects.get(delivery.event()).put("pending_webhooks", 0)));
        } else if (tried < settings.retryAfter().size()) {
            var wait = settings.retryAfter().get(tried);
            Thread.startVirtualThread(() -> attemptLater(delivery, tried + 1, wait));
            return;
        }
        ended();
    }

    private void attemptLater(Delivery delivery, int tried, Duration wait) {
        try {
            if (!closed.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                attempt(delivery, tried);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void ended() {
        pending--;
        notifyAll();
    }

    private synchronized int copies() {
        return copies;
    }

    /** Sends all copies of an event. Returns true if all were accepted. */
    private boolean send(Delivery delivery) {
        var sent = new ArrayList<Future<Boolean>>();
        for (var copy = copies(); copy > 0; copy--) {
            var post = new FutureTask<>(() -> post(delivery));
            Thread.startVirtualThread(post);
            sent.add(post);
        }
        var accepted = true;
        for (var copy : sent) {
            try {
                accepted &= copy.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException e) {
                accepted = false;
            }
        }
        return accepted;
    }

    private boolean post(Delivery delivery) throws IOException, InterruptedException {
        var address = webhook;
        if (address == null) {
            return false;
        }
        var now = settings.clock().instant().getEpochSecond();
        var request = HttpRequest.newBuilder(address)
                .timeout(MAX_ANSWER_TIME)
                .header("content-type", "application/json; charset=utf-8")
                .header("user-agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .header("stripe-signature", WebhookSigner.sign(delivery.body(), settings.webhookSecret(), now))
                .POST(BodyPublishers.ofString(delivery.body()))
                .build();
        var status = http().send(request, BodyHandlers.discarding()).statusCode();
        return status >= OK && status < REDIRECT;
    }

    /** Creates the client with the first event, because it reads all certificate authorities, and most runs have no events. */
    private synchronized HttpClient http() {
        if (http == null) {
            http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(MAX_ANSWER_TIME)
                    .build();
        }
        return http;
    }

    /** Gives up all pending events. */
    @Override
    public synchronized void close() {
        closed.countDown();
        if (http != null) {
            http.shutdownNow();
        }
    }
}
