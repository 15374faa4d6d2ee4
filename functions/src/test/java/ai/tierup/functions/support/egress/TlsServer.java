package ai.tierup.functions.support.egress;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.DnsResolver;

/** A local TLS server for {@code server.test}, with a certificate of its own. To its resolver, it listens on port 443 of that name. */
public final class TlsServer implements AutoCloseable {

    public static final String HOST = "server.test";

    /** A name of the server that its certificate does not have. */
    public static final String OTHER_HOST = "other.test";

    private static final String ALIAS = "server";
    private static final String STORE_TYPE = "PKCS12";
    private static final String PASSWORD = "changeit";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SSLContext tls;
    private final HttpsServer server;

    public TlsServer(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        this.tls = tls(certificate(folder));
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(threads);
        server.start();
    }

    private static Path certificate(Path folder) throws IOException, InterruptedException {
        var file = folder.resolve("server.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + HOST,
                        "-ext",
                        "san=dns:" + HOST,
                        "-storetype",
                        STORE_TYPE,
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
        return file;
    }

    private static SSLContext tls(Path file) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(STORE_TYPE);
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var trusted = KeyStore.getInstance(STORE_TYPE);
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** The TLS settings of a client that trusts this server. */
    public SSLContext tls() {
        return tls;
    }

    public void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    /** A resolver to which all names but the server's own are what they are on the Internet. */
    public DnsResolver dns() {
        return new DnsResolver() {
            private final PublicDns internet = new PublicDns();

            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return internet.resolve(host);
            }

            @Override
            public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
                return host.equals(HOST) || host.equals(OTHER_HOST)
                        ? List.of(server.getAddress())
                        : internet.resolve(host, port);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
