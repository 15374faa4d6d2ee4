package ai.tierup.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.SseReader;
import ai.tierup.domain.upstream.UpstreamCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.upstream.protocol.Protocol;
import ai.tierup.upstream.protocol.ProtocolAnswerReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/**
 * A call to a provider. A reader thread per call puts the response's events into a bounded queue, which the caller polls. Closing the
 * call closes its connection and interrupts the reader.
 */
final class HttpUpstreamCall implements UpstreamCall {

    static final int MAX_QUEUED_EVENTS = 64;
    private static final int SUCCESS = 2;
    private static final int EVENT_START_BYTES = 5;
    private static final List<String> EVENT_STARTS = List.of("data:", "event");
    private static final int MAX_ERROR_BYTES = 64 * 1024;
    private static final int BUFFER_BYTES = 8 * 1024;
    private static final int MAX_ANSWER_BYTES = 32 * 1024 * 1024;
    private static final int MAX_DRAINED_BYTES = 8 * 1024;
    private static final Duration MAX_DRAIN_TIME = Duration.ofSeconds(1);
    private static final Failed BROKEN_OFF = Failed.brokenOff(UpstreamFailure.UNAVAILABLE);

    private final BlockingQueue<UpstreamEvent> events = new ArrayBlockingQueue<>(MAX_QUEUED_EVENTS);
    private final Connections connections;
    private final HttpPost request;
    private final Protocol protocol;
    private final ProtocolAnswerReader answer;
    private final Thread reader;
    private volatile boolean endRead;
    private boolean finishRead;

    private HttpUpstreamCall(Connections connections, HttpPost request, Protocol protocol, ThreadFactory readers) {
        this.connections = connections;
        this.request = request;
        this.protocol = protocol;
        this.answer = new RepairingAnswerReader(protocol.newAnswerReader());
        this.reader = readers.newThread(this::read);
    }

    static HttpUpstreamCall start(Connections connections, HttpPost request, Protocol protocol, ThreadFactory readers) {
        var call = new HttpUpstreamCall(connections, request, protocol, readers);
        call.reader.start();
        return call;
    }

    @Override
    public Optional<UpstreamEvent> next(Duration maxWait) {
        try {
            return Optional.ofNullable(events.poll(maxWait.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(BROKEN_OFF);
        }
    }

    @Override
    public void close() {
        if (endRead) {
            // Only the end of the response is unread. Once it is drained, the connection can serve the next call.
            CompletableFuture.delayedExecutor(MAX_DRAIN_TIME.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::abort);
        } else {
            abort();
        }
    }

    /** Ends the reader, whether it waits for the provider or for its caller. */
    private void abort() {
        request.cancel();
        reader.interrupt();
    }

    private void read() {
        try {
            try {
                var response = connections.send(request);
                var entity = response.getEntity();
                read(response, entity == null ? InputStream.nullInputStream() : entity.getContent());
            } catch (IOException | RuntimeException e) {
                // Without a final event, the caller would wait as for a model that is silent.
                if (!endRead) {
                    putLast(isUnsent(e) ? Failed.notSent(UpstreamFailure.UNAVAILABLE) : BROKEN_OFF);
                }
            }
        } catch (InterruptedException e) {
            // The call was closed; its events are no longer polled.
            Thread.currentThread().interrupt();
        } finally {
            // A response that was read to its end has left its connection to the next call. Any other connection is
            // closed.
            request.cancel();
        }
    }

    /** Returns whether there was no connection, or none that is encrypted, to send the request through. */
    private static boolean isUnsent(Exception e) {
        return e instanceof ConnectException
                || e instanceof ConnectTimeoutException
                || e instanceof UnknownHostException
                || e instanceof SSLHandshakeException;
    }

    private void read(ClassicHttpResponse response, InputStream body) throws IOException, InterruptedException {
        if (response.getCode() / 100 != SUCCESS) {
            events.put(Failed.reported(protocol.failure(response.getCode(), errorIn(response, body)))
                    .retryAfter(RetryAfter.in(response)));
            return;
        }
        var decoded = new PushbackInputStream(decoded(response, body), EVENT_START_BYTES);
        if (isWhole(header(response, "content-type"), decoded)) {
            readWhole(decoded);
        } else {
            readStream(decoded);
        }
    }

    private static InputStream decoded(ClassicHttpResponse response, InputStream body) throws IOException {
        // We ask for none, but some relays compress every answer.
        var encoding = header(response, "content-encoding");
        return encoding.toLowerCase(Locale.ROOT).endsWith("gzip") ? new GZIPInputStream(body) : body;
    }

    /** The value of a header; empty if the response does not have it. */
    private static String header(ClassicHttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name))
                .map(Header::getValue)
                .orElse("");
    }

    private static String errorIn(ClassicHttpResponse response, InputStream body) {
        try {
            return new String(decoded(response, body).readNBytes(MAX_ERROR_BYTES), UTF_8);
        } catch (IOException e) {
            // The status says enough.
            return "";
        }
    }

    /**
     * Returns whether the answer came in one piece: not every server streams, although all are asked to. The content type alone does not tell,
     * because relays send events as plain text, as JSON, or without a type.
     */
    private boolean isWhole(String type, PushbackInputStream body) throws IOException {
        var first = body.read();
        while (Character.isWhitespace(first)) {
            first = body.read();
        }
        if (first < 0) {
            return false;
        }
        body.unread(first);
        if (first == '{') {
            return true;
        }
        if (first == ':') {
            return false;
        }
        var start = body.readNBytes(EVENT_START_BYTES);
        body.unread(start);
        return !type.toLowerCase(Locale.ROOT).startsWith("text/event-stream")
                && EVENT_STARTS.stream().noneMatch(new String(start, UTF_8)::startsWith);
    }

    private void readWhole(InputStream body) throws IOException, InterruptedException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[BUFFER_BYTES];
        for (var count = 0; count >= 0 && bytes.size() < MAX_ANSWER_BYTES; count = body.read(buffer)) {
            bytes.write(buffer, 0, count);
        }
        if (putAll(answer.readWhole(bytes.toString(UTF_8)))) {
            events.put(new UpstreamEvent.Ended());
        }
    }

    private void readStream(InputStream body) throws IOException, InterruptedException {
        var stream = new SseReader(body);
        while (true) {
            switch (stream.next()) {
                case SseReader.Event.Comment() -> {}
                case SseReader.Event.Data data -> {
                    if (!putAll(answer.readEvent(data))) {
                        if (endRead) {
                            body.readNBytes(MAX_DRAINED_BYTES);
                        }
                        return;
                    }
                }
                case SseReader.Event.End() -> {
                    putLast(BROKEN_OFF);
                    return;
                }
            }
        }
    }

    /** Queues the events; returns false when one of them was the last of the call. */
    private boolean putAll(List<UpstreamEvent> read) throws InterruptedException {
        for (var event : read) {
            switch (event) {
                case Failed failed -> {
                    putLast(failed);
                    return false;
                }
                case UpstreamEvent.Ended ended -> {
                    endRead = true;
                    events.put(ended);
                    return false;
                }
                default -> {
                    finishRead |= event instanceof UpstreamEvent.Finished;
                    events.put(event);
                }
            }
        }
        return true;
    }

    /** Queues the last event. After the finish reason the answer is complete, so a later failure is an ordinary end. */
    private void putLast(Failed failed) throws InterruptedException {
        events.put(finishRead ? new UpstreamEvent.Ended() : failed);
    }
}
