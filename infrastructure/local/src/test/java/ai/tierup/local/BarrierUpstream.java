package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An upstream that answers no request until a number of them are under way, and then all: to a prompt with {@code say marker-7}, with this
 * word several times. Before each word, all these answers wait for each other.
 */
final class BarrierUpstream implements AutoCloseable {

    static final int WORDS = 12;

    /** A word that is said without waiting for others. */
    static final String ALONE = "marker-0";

    private static final Pattern WANTED = Pattern.compile("say (marker-\\d+)");
    private static final Pattern USER = Pattern.compile("\"user\":\"([^\"]+)\"");
    private static final long TIMEOUT_SECONDS = 60;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CyclicBarrier barrier;

    /** The end user that each prompt was sent for, by marker. */
    final Map<String, String> users = new ConcurrentHashMap<>();

    BarrierUpstream(int parties) throws IOException {
        barrier = new CyclicBarrier(parties);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var marker = first(WANTED, body);
            users.put(marker, first(USER, body));
            exchange.getResponseHeaders().set("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            for (var word = 0; word < WORDS; word++) {
                if (!marker.equals(ALONE)) {
                    barrier.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                }
                send(exchange, chunk(marker + " ", "null"));
            }
            send(exchange, chunk("", "\"stop\"") + "data: [DONE]\n\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IOException("Too few requests are under way", e);
        }
    }

    private static String first(Pattern pattern, String body) {
        return pattern.matcher(body)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElse("");
    }

    private static String chunk(String content, String finish) {
        return """
            data: {"id":"gen-1","object":"chat.completion.chunk","created":1,"model":"m",\
            "choices":[{"index":0,"delta":{"role":"assistant","content":"%s"},"finish_reason":%s}]}

            """.formatted(content, finish);
    }

    private static void send(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(UTF_8));
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
