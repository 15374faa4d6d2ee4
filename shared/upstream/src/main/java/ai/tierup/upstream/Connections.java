package ai.tierup.upstream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The connections to the providers, which are kept open for later requests. Safe for concurrent use. */
final class Connections implements AutoCloseable {

    /** A provider that needs longer to close a connection may have begun to work on the request. */
    private static final Duration MAX_TIME_TO_CLOSE = Duration.ofSeconds(1);

    /** The only sign by which the JDK tells that the other side has closed a connection while we were writing. */
    private static final List<String> CLOSED_WHILE_WRITING = List.of("Broken pipe", "Connection reset by peer");

    private final Duration connectTimeout;
    private final InstantSource clock;
    private volatile Pool pool;

    Connections(Duration connectTimeout, InstantSource clock) {
        this.connectTimeout = connectTimeout;
        this.clock = clock;
        this.pool = newPool();
    }

    /**
     * Sends a request and waits for the head of the response. The other side closes a kept connection when it likes, and after a pause of
     * the process all of them may be closed. If that shows at once and nothing was sent back, the request is sent once more, through a
     * new connection. The JDK would not repeat a POST.
     */
    HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        var used = pool;
        var mayBeKept = used.hasAnswered;
        var sentAt = clock.instant();
        try {
            return used.send(request);
        } catch (IOException e) {
            var elapsed = Duration.between(sentAt, clock.instant());
            if (!mayBeKept || !isClosed(e) || elapsed.compareTo(MAX_TIME_TO_CLOSE) > 0) {
                throw e;
            }
            return replace().send(request);
        }
    }

    /** Drops all connections. No call may be in progress. */
    void renew() {
        var old = pool;
        replace();
        old.close();
    }

    @Override
    public void close() {
        pool.close();
    }

    private Pool newPool() {
        return new Pool(HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
    }

    /** Begins a new pool. Calls in progress end in the old one, whose connections are closed when nothing refers to it any more. */
    private Pool replace() {
        var fresh = newPool();
        pool = fresh;
        return fresh;
    }

    private static boolean isClosed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException
                    || (cause instanceof SocketException && !(cause instanceof ConnectException))
                    || cause instanceof ClosedChannelException
                    || (cause.getMessage() != null && CLOSED_WHILE_WRITING.contains(cause.getMessage()))) {
                return true;
            }
        }
        return false;
    }

    /** A pool of the JDK's client. As long as it has answered nothing, none of its connections is a kept one. */
    private static final class Pool implements AutoCloseable {

        private final HttpClient http;
        private volatile boolean hasAnswered;

        private Pool(HttpClient http) {
            this.http = http;
        }

        private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
            var response = http.send(request, head -> new OrderedBody());
            hasAnswered = true;
            return response;
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }
}
