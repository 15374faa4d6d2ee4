package ai.tierup.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.SseReader;
import ai.tierup.domain.upstream.UpstreamCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.upstream.protocol.Protocol;
import ai.tierup.upstream.protocol.ProtocolAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * One call. A thread of its own reads the response into a bounded queue, and the caller polls it. Closing interrupts the reader,
 * which gives the connection up.
 */
final class HttpUpstreamCall implements UpstreamCall {

    static final int MAX_QUEUED_EVENTS = 64;
    private static final int OK = 200;
    private static final int MAX_ERROR_BYTES = 64 * 1024;
    private static final int MAX_ANSWER_BYTES = 32 * 1024 * 1024;
    private static final int MAX_REST_BYTES = 8 * 1024;
    private static final Duration MAX_REST_TIME = Duration.ofSeconds(1);

    private final BlockingQueue<UpstreamEvent> events = new ArrayBlockingQueue<>(MAX_QUEUED_EVENTS);
    private final HttpClient http;
    private final HttpRequest request;
    private final Protocol protocol;
    private final ProtocolAnswer answer;
    private final Patience patience;
    private final Thread reader;
    private volatile boolean done;
    private boolean finished;
    private boolean finishTaken;

    private HttpUpstreamCall(
            HttpClient http, HttpRequest request, Protocol protocol, Patience patience, ThreadFactory readers) {
        this.http = http;
        this.request = request;
        this.protocol = protocol;
        this.answer = new RepairedAnswer(protocol.answer());
        this.patience = patience;
        this.reader = readers.newThread(this::read);
    }

    static HttpUpstreamCall start(
            HttpClient http, HttpRequest request, Protocol protocol, Patience patience, ThreadFactory readers) {
        var call = new HttpUpstreamCall(http, request, protocol, patience, readers);
        call.reader.start();
        return call;
    }

    @Override
    public Optional<UpstreamEvent> next(Duration callersPatience) {
        var left = patience.left();
        if (!left.isPositive() && events.isEmpty()) {
            // A server that has said why the answer ended, and then neither ends the stream nor speaks, has nothing
            // left to say.
            return Optional.of(
                    finishTaken ? new UpstreamEvent.Ended() : new UpstreamEvent.Failed(UpstreamFailure.TIMED_OUT));
        }
        var wait = left.compareTo(callersPatience) < 0 ? left : callersPatience;
        try {
            var event = events.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
            if (event != null) {
                // Upstream is not to blame for the time that its events lay here.
                patience.signOfLife();
                finishTaken |= event instanceof UpstreamEvent.Finished;
            }
            return Optional.ofNullable(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new UpstreamEvent.Failed(UpstreamFailure.UNAVAILABLE));
        }
    }

    @Override
    public void close() {
        if (done) {
            // What is left is the end of the response: with it read, the connection can serve the next call.
            CompletableFuture.delayedExecutor(MAX_REST_TIME.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(reader::interrupt);
        } else {
            reader.interrupt();
        }
    }

    private void read() {
        try {
            try {
                var response = http.send(request, head -> new OrderedBody());
                try (var body = response.body()) {
                    read(response, body);
                }
            } catch (IOException | RuntimeException e) {
                // Whatever it was: without a last event, the caller would wait for the rest of its patience.
                if (!done) {
                    putLast(UpstreamFailure.UNAVAILABLE);
                }
            }
        } catch (InterruptedException e) {
            // Closed: nobody listens any more.
            Thread.currentThread().interrupt();
        }
    }

    private void read(HttpResponse<InputStream> response, InputStream body) throws IOException, InterruptedException {
        patience.signOfLife();
        if (response.statusCode() != OK) {
            var said = new String(body.readNBytes(MAX_ERROR_BYTES), UTF_8);
            events.put(new UpstreamEvent.Failed(protocol.failure(response.statusCode(), said)));
            return;
        }
        // What was asked for is one thing, what a server makes of it another.
        var type = response.headers().firstValue("content-type").orElse("");
        if (type.toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
            readStream(body);
        } else {
            readWhole(body);
        }
    }

    private void readWhole(InputStream body) throws IOException, InterruptedException {
        var bytes = body.readNBytes(MAX_ANSWER_BYTES);
        if (putAll(answer.whole(new String(bytes, UTF_8)))) {
            events.put(new UpstreamEvent.Ended());
        }
    }

    private void readStream(InputStream body) throws IOException, InterruptedException {
        var stream = new SseReader(body);
        while (true) {
            var event = stream.next();
            patience.signOfLife();
            switch (event) {
                case SseReader.Event.Comment() -> {}
                case SseReader.Event.Data data -> {
                    if (!putAll(answer.streamed(data))) {
                        if (done) {
                            body.readNBytes(MAX_REST_BYTES);
                        }
                        return;
                    }
                }
                case SseReader.Event.End() -> {
                    putLast(UpstreamFailure.UNAVAILABLE);
                    return;
                }
            }
        }
    }

    /** Whether more may follow. */
    private boolean putAll(List<UpstreamEvent> read) throws InterruptedException {
        for (var event : read) {
            switch (event) {
                case UpstreamEvent.Failed(var failure) -> {
                    putLast(failure);
                    return false;
                }
                case UpstreamEvent.Ended ended -> {
                    done = true;
                    events.put(ended);
                    return false;
                }
                default -> {
                    finished |= event instanceof UpstreamEvent.Finished;
                    events.put(event);
                }
            }
        }
        return true;
    }

    /** An answer whose finish has been told is all there, whatever happens to its connection then. */
    private void putLast(UpstreamFailure failure) throws InterruptedException {
        events.put(finished ? new UpstreamEvent.Ended() : new UpstreamEvent.Failed(failure));
    }
}
