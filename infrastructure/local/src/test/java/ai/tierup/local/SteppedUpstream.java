package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** An upstream that sends its next word only when a test releases it. */
final class SteppedUpstream implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore steps = new Semaphore(0);
    private final List<String> words;

    SteppedUpstream(List<String> words) throws IOException {
        this.words = words;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1";
    }

    /** Releases the next word, or the end. */
    void step() {
        steps.release();
    }

    /** Releases all words and the end. */
    void releaseAll() {
        steps.release(words.size() + 1);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            for (var word : words) {
                send(exchange, chunk(word, "null"));
            }
            send(exchange, chunk("", "\"stop\"") + usage(words.size()) + "data: [DONE]\n\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String chunk(String content, String finish) {
        return """
            data: {"id":"gen-1","provider":"P","model":"m","object":"chat.completion.chunk","created":1,\
            "choices":[{"index":0,"delta":{"role":"assistant","content":"%s"},"finish_reason":%s}]}

            """.formatted(content, finish);
    }

    private static String usage(int words) {
        return """
            data: {"id":"gen-1","provider":"P","model":"m","object":"chat.completion.chunk","created":1,"choices":[],\
            "usage":{"prompt_tokens":9,"completion_tokens":%d,"total_tokens":%d,"cost":0.0001}}

            """.formatted(words, words + 9);
    }

    private void send(HttpExchange exchange, String text) throws IOException, InterruptedException {
        steps.acquire();
        exchange.getResponseBody().write(text.getBytes(UTF_8));
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
