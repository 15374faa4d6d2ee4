package ai.tierup.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server on a raw socket. It handles each request by the next step of its script, and then closes the connection. */
final class ScriptedStripe implements AutoCloseable {

    static final String KEY = "sk_test_51Secret";

    private final ServerSocket socket;
    private final BlockingQueue<Step> script = new LinkedBlockingQueue<>();
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> disconnects = new LinkedBlockingQueue<>();

    /** @param lingers whether the server keeps the connection open until the client closes it */
    private record Step(String bytes, boolean lingers) {}

    ScriptedStripe() throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** Returns a client whose timeout is longer than any test. */
    StripePayments payments() {
        return payments(Duration.ofSeconds(30));
    }

    StripePayments payments(Duration answerTimeout) {
        return new StripePayments(new StripeSettings(baseUrl(), Duration.ofSeconds(5), answerTimeout), () -> KEY);
    }

    ScriptedStripe answers(Object json) {
        return answers(200, json);
    }

    ScriptedStripe answers(int status, Object body) {
        var text = body.toString();
        script.add(new Step(head(status, text) + text, false));
        return this;
    }

    ScriptedStripe closesTheConnection() {
        script.add(new Step("", false));
        return this;
    }

    ScriptedStripe truncates(Object json) {
        var text = json.toString();
        script.add(new Step(head(200, text) + text.substring(0, text.length() / 2), false));
        return this;
    }

    ScriptedStripe staysSilent() {
        script.add(new Step("", true));
        return this;
    }

    ScriptedStripe stallsWithin(Object json) {
        var text = json.toString();
        script.add(new Step(head(200, text) + text.substring(0, text.length() / 2), true));
        return this;
    }

    private static String head(int status, String body) {
        return "HTTP/1.1 " + status + " X\r\ncontent-type: application/json\r\nlocation: /elsewhere\r\ncontent-length: "
                + body.getBytes(UTF_8).length + "\r\nconnection: close\r\n\r\n";
    }

    Request nextRequest() throws InterruptedException {
        var request = requests.poll(20, TimeUnit.SECONDS);
        assertThat(request).as("a request").isNotNull();
        return request;
    }

    void assertNoMoreRequests() {
        assertThat(requests).isEmpty();
        assertThat(script).isEmpty();
    }

    void awaitDisconnect() throws InterruptedException {
        assertThat(disconnects.poll(20, TimeUnit.SECONDS)).as("a disconnect").isNotNull();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            requests.add(Request.read(client.getInputStream()));
            var step = script.poll();
            if (step == null) {
                return;
            }
            client.getOutputStream().write(step.bytes.getBytes(UTF_8));
            client.getOutputStream().flush();
            if (step.lingers && client.getInputStream().read() < 0) {
                disconnects.add("closed");
            }
        } catch (IOException e) {
            disconnects.add("reset");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A received request. */
    record Request(
            String method,
            String path,
            Map<String, List<String>> query,
            Map<String, String> headers,
            Map<String, List<String>> form) {

        static Request read(InputStream in) throws IOException {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                var b = in.read();
                if (b < 0) {
                    throw new IOException("cut");
                }
                head.append((char) b);
            }
            var lines = new ArrayList<>(Arrays.asList(head.toString().split("\r\n", 0)));
            var start = lines.removeFirst().split(" ", 3);
            var headers = new HashMap<String, String>();
            for (var line : lines) {
                var colon = line.indexOf(": ");
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
            }
            var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            var body = new String(in.readNBytes(length), UTF_8);
            var target = start[1].split("\\?", 2);
            return new Request(
                    start[0], target[0], pairs(target.length > 1 ? target[1] : ""), Map.copyOf(headers), pairs(body));
        }

        private static Map<String, List<String>> pairs(String encoded) {
            return Arrays.stream(encoded.split("&", 0))
                    .filter(pair -> !pair.isEmpty())
                    .map(pair -> pair.split("=", 2))
                    .collect(groupingBy(pair -> decoded(pair[0]), mapping(pair -> decoded(pair[1]), toList())));
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, UTF_8);
        }
    }
}
