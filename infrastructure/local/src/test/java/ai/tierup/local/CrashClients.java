package ai.tierup.local;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Two hundred clients that send requests one after the other until the service is gone, and record the answers. */
final class CrashClients {

    /** A complete answer. */
    record Received(AccountId account, RequestId request) {}

    private static final int CLIENTS = 200;
    private static final int COMPLETE_ANSWERS = 60;
    private static final int LONG_STREAMS = 10;

    /** Characters of the longest stream after which at least one checkpoint has been written. */
    private static final int LONG_STREAM_CHARACTERS = 15_000;

    private static final int TIMEOUT_SECONDS = 120;
    private static final Pattern ERROR_CODE = Pattern.compile("\"code\":\"(\\w+)\"");

    /** Short and long, streamed and whole answers. {@code slow} is the pause between two tokens in milliseconds. */
    private static final List<String> BODIES = List.of(
            body("tier-2", true, "[[simulate:tokens=20]] short stream"),
            body("tier-2", false, "[[simulate:tokens=20]] short answer"),
            body("tier-3", true, "[[simulate:tokens=60]] [[simulate:slow=10]] stream"),
            body("tier-2", true, "[[simulate:tokens=2000]] [[simulate:slow=5]] long stream"),
            body("tier-1", false, "[[simulate:tokens=10]] free answer"));

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Map.Entry<String, String>> keys;
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> refused = new ConcurrentSkipListMap<>();

    /** @param keys by account */
    CrashClients(Map<String, String> keys) {
        this.keys = List.copyOf(keys.entrySet());
    }

    private static String body(String tier, boolean stream, String text) {
        return "{\"model\":\"%s\",\"stream\":%s,\"max_tokens\":2000,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                .formatted(tier, stream, text);
    }

    /** The clients of one run of the service. */
    final class Load {

        private final URI service;
        private final List<Thread> clients = new ArrayList<>();
        private final CountDownLatch answers = new CountDownLatch(COMPLETE_ANSWERS);
        private final CountDownLatch longStreams = new CountDownLatch(LONG_STREAMS);

        private Load(URI service) {
            this.service = service;
            for (var client = 0; client < CLIENTS; client++) {
                var first = client;
                clients.add(Thread.ofVirtual().start(() -> work(first)));
            }
        }

        /** Waits until enough answers are complete and enough streams are long enough to have written a checkpoint. */
        boolean awaitProgress() throws InterruptedException {
            return answers.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    && longStreams.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }

        /** Waits until every client has noticed that the service is gone. */
        void join() throws InterruptedException {
            for (var client : clients) {
                client.join();
            }
        }

        private void work(int first) {
            var key = keys.get(first % keys.size());
            try {
                for (var request = first; ; request++) {
                    ask(key, BODIES.get(request % BODIES.size()));
                }
            } catch (IOException | UncheckedIOException e) {
                // The service is gone. A stream that breaks off ends here too.
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void ask(Map.Entry<String, String> key, String body) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(service.resolve("/v1/chat/completions"))
                    .header("authorization", "Bearer " + key.getValue())
                    .POST(BodyPublishers.ofString(body))
                    .build();
            var answer = http.send(request, BodyHandlers.ofLines());
            var text = read(answer.body());
            var error = ERROR_CODE.matcher(text);
            if (error.find()) {
                refused.merge(answer.statusCode() + " " + error.group(1), 1, Integer::sum);
                return;
            }
            var id = answer.headers().firstValue("x-request-id").orElseThrow();
            received.add(new Received(
                    new AccountId(key.getKey()), RequestId.parsePublic(id).orElseThrow()));
            answers.countDown();
        }

        private String read(Stream<String> lines) {
            var text = new StringBuilder();
            for (var line : (Iterable<String>) lines::iterator) {
                var before = text.length();
                text.append(line).append('\n');
                if (before < LONG_STREAM_CHARACTERS && text.length() >= LONG_STREAM_CHARACTERS) {
                    longStreams.countDown();
                }
            }
            return text.toString();
        }
    }

    Load start(URI service) {
        return new Load(service);
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    /** The number of errors by status and code, whether at once or within a stream. */
    Map<String, Integer> refused() {
        return Map.copyOf(refused);
    }
}
