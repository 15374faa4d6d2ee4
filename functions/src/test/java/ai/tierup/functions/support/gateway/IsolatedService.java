package ai.tierup.functions.support.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.observability.JsonLinesJournal;
import ai.tierup.functions.support.wiring.Settings;
import ai.tierup.functions.support.wiring.Variables;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The service without reachable stores and, unless a test has one, without a reachable provider. */
public final class IsolatedService implements AutoCloseable {

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final ApplicationContext context;

    public IsolatedService() {
        this(unusedUrl());
    }

    public IsolatedService(String upstream) {
        var unreachable = unusedUrl();
        var settings = Settings.of(new Variables(Map.of(
                "WALLETS_TABLE", "w",
                "LEDGER_TABLE", "l",
                "DIRECTORY_TABLE", "d",
                "TRANSIENT_TABLE", "t",
                "AWS_ENDPOINT_URL", unreachable,
                "TIERUP_UPSTREAM_URL", upstream,
                "TIERUP_UPSTREAM_KEY", "none",
                "TIERUP_HMAC_KEY", "00112233445566778899aabbccddeeff",
                "TIERUP_SEALING_KEYS", "k1=" + "00".repeat(32))));
        Journal journal = new JsonLinesJournal(new PrintStream(log, true, UTF_8), Clock.systemUTC(), "test");
        context = ApplicationContext.builder()
                .singletons(settings, journal)
                .eagerInitSingletons(false)
                .start();
    }

    private static String unusedUrl() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ApplicationContext context() {
        return context;
    }

    /** Returns the lines that were logged. */
    public List<String> log() {
        return log.toString(UTF_8).lines().toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
