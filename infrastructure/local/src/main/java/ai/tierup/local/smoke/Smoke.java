package ai.tierup.local.smoke;

import ai.tierup.local.ServiceClient;
import ai.tierup.operator.OperatorCommand;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of {@code scripts/smoke}: sends one request to a service, and checks that the answer streams and that its usage is recorded.
 */
public final class Smoke {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The shortest generation time for which arrival times can tell a streamed answer from a buffered one. */
    private static final Duration MIN_MEASURABLE_DURATION = Duration.ofMillis(100);

    private static final String QUESTION = """
            {"model": "tier-2", "stream": true, "stream_options": {"include_usage": true}, "max_tokens": 1000,
             "messages": [{"role": "user", "content": "Count from 1 to 200 in words, without any other text."}]}""";

    private final ServiceClient customer;
    private final LongSupplier nanoTime;
    private final PrintStream out;
    private boolean passed = true;

    /** @param nanoTime as {@link System#nanoTime} */
    Smoke(ServiceClient customer, LongSupplier nanoTime, PrintStream out) {
        this.customer = customer;
        this.nanoTime = nanoTime;
        this.out = out;
    }

    /**
     * Tests the service that {@code OPENAI_BASE_URL} and {@code OPENAI_API_KEY} name.
     *
     * @param arguments {@code buffered} if the service does not stream
     */
    public static void main(String[] arguments) throws InterruptedException {
        var url = System.getenv("OPENAI_BASE_URL");
        var key = System.getenv("OPENAI_API_KEY");
        var buffered = arguments.length == 1 && arguments[0].equals("buffered");
        if (url == null || key == null || (arguments.length > 0 && !buffered)) {
            System.err.println("Usage: OPENAI_BASE_URL=… OPENAI_API_KEY=… scripts/smoke [buffered]");
            System.exit(OperatorCommand.USAGE_ERROR);
        }
        var customer = new ServiceClient(Objects.requireNonNull(url), Objects.requireNonNull(key));
        System.exit(new Smoke(customer, System::nanoTime, System.out).run(!buffered));
    }

    /** Runs the checks and returns the exit code. */
    int run(boolean mustStream) throws InterruptedException {
        try {
            var begin = nanoTime.getAsLong();
            var answer = customer.chat(QUESTION, BodyHandlers.ofLines());
            try (var lines = answer.body()) {
                if (answer.statusCode() != 200) {
                    check(false, "the answer is " + answer.statusCode() + ": " + String.join("", lines.toList()));
                    return OperatorCommand.FAILED;
                }
                var received = ReceivedAnswer.of(lines, begin, nanoTime);
                check(received);
                checkRecord(answer, received, mustStream);
            }
        } catch (IOException | UncheckedIOException e) {
            check(false, customer.base() + " does not answer: " + e);
        }
        return passed ? OperatorCommand.OK : OperatorCommand.FAILED;
    }

    private void check(boolean holds, String what) {
        out.println((holds ? "ok      " : "FAILED  ") + what);
        passed &= holds;
    }

    private void check(ReceivedAnswer received) {
        check(
                received.isDone && received.error == null,
                received.error == null ? "the stream ends with [DONE]" : "error " + received.error);
        check(
                received.pieces > 0 && received.usage.path("completion_tokens").asInt() > 0,
                "the answer has text and usage");
    }

    private void checkRecord(HttpResponse<Stream<String>> answer, ReceivedAnswer received, boolean mustStream)
            throws IOException, InterruptedException {
        var id = answer.headers().firstValue("x-request-id").orElse("?");
        var record = customer.read("/usage/requests/" + id);
        check(
                record.path("id").asText().equals(id)
                        && record.path("prompt_tokens").equals(received.usage.path("prompt_tokens"))
                        && record.path("completion_tokens").equals(received.usage.path("completion_tokens")),
                "the usage record %s has %s+%s tokens for $%s"
                        .formatted(
                                id,
                                record.path("prompt_tokens").asText("?"),
                                record.path("completion_tokens").asText("?"),
                                record.path("cost_usd").asText("?")));
        var generation = Duration.ofMillis(record.path("duration_ms").asLong()
                - record.path("first_token_ms").asLong());
        check(
                !mustStream || hasStreamed(generation, received.last.minus(received.first)),
                "first text after %d ms, last after %d ms, %d chunks; generated within %d ms: %s"
                        .formatted(
                                received.first.toMillis(),
                                received.last.toMillis(),
                                received.pieces,
                                generation.toMillis(),
                                mustStream ? "must stream" : "need not stream"));
        var available = customer.read("/wallet").path("available_usd");
        check(available.isTextual(), "the wallet has $" + available.asText("?"));
    }

    /**
     * Returns true if an answer arrived while it was being generated.
     *
     * @param generation time from the first text at the service to the end of the answer
     * @param arrival time from the first text at the client to the last
     */
    static boolean hasStreamed(Duration generation, Duration arrival) {
        return generation.compareTo(MIN_MEASURABLE_DURATION) >= 0
                && arrival.multipliedBy(2).compareTo(generation) >= 0;
    }

    /** The content of a streamed answer, and the times at which it arrived. */
    private static final class ReceivedAnswer {

        private Duration first = Duration.ZERO;
        private Duration last = Duration.ZERO;
        private int pieces;
        private boolean isDone;
        private JsonNode usage = JSON.missingNode();
        private @Nullable JsonNode error;

        static ReceivedAnswer of(Stream<String> lines, long begin, LongSupplier nanoTime) {
            var received = new ReceivedAnswer();
            lines.filter(line -> line.startsWith("data: "))
                    .map(line -> line.substring("data: ".length()))
                    .forEach(data -> received.accept(data, begin, nanoTime));
            return received;
        }

        private void accept(String data, long begin, LongSupplier nanoTime) {
            if (data.equals("[DONE]")) {
                isDone = true;
                return;
            }
            var event = parse(data);
            if (event.has("error")) {
                error = event.get("error");
            }
            if (event.hasNonNull("usage")) {
                usage = event.get("usage");
            }
            if (!event.at("/choices/0/delta/content").asText().isEmpty()) {
                last = Duration.ofNanos(nanoTime.getAsLong() - begin);
                first = pieces == 0 ? last : first;
                pieces++;
            }
        }

        private static JsonNode parse(String data) {
            try {
                return JSON.readTree(data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
