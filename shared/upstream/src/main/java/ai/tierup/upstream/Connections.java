package ai.tierup.upstream;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The connections to the providers, which are kept open for later requests. They have no threads of their own: a call is sent and read by
 * the thread that makes it. Safe for concurrent use.
 */
final class Connections implements AutoCloseable {

    /** A provider that needs longer to close a connection may have begun to work on the request. */
    private static final Duration MAX_TIME_TO_CLOSE = Duration.ofSeconds(1);

    private static final TimeValue KEPT_FOR = TimeValue.ofSeconds(30);

    /** The number of calls is limited elsewhere. */
    private static final int NO_LIMIT = Integer.MAX_VALUE / 2;

    private final PoolingHttpClientConnectionManager pool;
    private final CloseableHttpClient http;
    private final InstantSource clock;

    /** False as long as none of the connections can be a kept one. */
    private volatile boolean hasAnswered;

    Connections(Duration connectTimeout, InstantSource clock) {
        this.clock = clock;
        this.pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(NO_LIMIT)
                .setMaxConnPerRoute(NO_LIMIT)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connectTimeout.toMillis(), TimeUnit.MILLISECONDS))
                        // A kept connection that was closed is found by sending.
                        .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
                        .build())
                .build();
        this.http = HttpClients.custom()
                .setConnectionManager(pool)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionKeepAlive(KEPT_FOR)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /**
     * Sends a request and waits for the head of the response. The other side closes a kept connection when it likes, and after a pause of
     * the process all of them may be closed. If that shows at once and nothing was sent back, the request is sent once more, through a
     * new connection.
     */
    ClassicHttpResponse send(HttpPost request) throws IOException {
        var mayBeKept = hasAnswered;
        var sentAt = clock.instant();
        try {
            return sendOnce(request);
        } catch (IOException e) {
            var elapsed = Duration.between(sentAt, clock.instant());
            if (!mayBeKept || !isClosed(e) || request.isCancelled() || elapsed.compareTo(MAX_TIME_TO_CLOSE) > 0) {
                throw e;
            }
            renew();
            return sendOnce(request);
        }
    }

    private ClassicHttpResponse sendOnce(HttpPost request) throws IOException {
        var response = http.executeOpen(null, request, null);
        hasAnswered = true;
        return response;
    }

    /** Drops the connections on which no call is in progress. */
    void renew() {
        hasAnswered = false;
        pool.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    /** Aborts the calls in progress. */
    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
    }

    private static boolean isClosed(IOException failure) {
        return failure instanceof NoHttpResponseException
                || (failure instanceof SocketException && !(failure instanceof ConnectException));
    }
}
