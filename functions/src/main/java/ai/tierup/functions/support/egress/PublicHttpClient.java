package ai.tierup.functions.support.egress;

import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/**
 * Creates HTTP clients for addresses that customers give. They connect only to public addresses. Such a client follows no redirect, keeps neither connections nor cookies, retries nothing, inflates nothing and
 * uses no proxy. It bounds the lines and headers of an answer, which the library by itself does not.
 */
public final class PublicHttpClient {

    private static final int MAX_CONNECTIONS = 256;
    private static final int MAX_LINE_LENGTH = 8192;
    private static final int MAX_HEADERS = 100;

    private PublicHttpClient() {}

    /** @param patience how long the client waits for a connection, and for the next bytes of an answer */
    public static CloseableHttpClient create(Duration patience) {
        return with(new PublicDns(), DefaultClientTlsStrategy.createDefault(), patience);
    }

    /** @param patience how long the client waits for a connection, and for the next bytes of an answer */
    public static CloseableHttpClient with(DnsResolver dns, TlsSocketStrategy tls, Duration patience) {
        var timeout = Timeout.of(patience);
        var limits = Http1Config.custom()
                .setMaxLineLength(MAX_LINE_LENGTH)
                .setMaxHeaderCount(MAX_HEADERS)
                .build();
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(dns)
                .setTlsSocketStrategy(tls)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(limits)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout)
                        .setSocketTimeout(timeout)
                        .build())
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("TierUp")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }
}
