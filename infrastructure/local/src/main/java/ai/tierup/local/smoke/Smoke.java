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
 * Runs {@code scripts/smoke}: asks a service one question and checks that the answer streams, and that the usage has it as the answer says.
 */
public final class Smoke {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FAILED = 1;

    /** What is made faster than this could arrive at once by chance. */
    private static final Duration LONG_ENOUGH_TO_TELL = Duration.ofMillis(100);

    private static final String QUESTION = """
            {"model": "tier-2", "stream": true, "stream_options": {"include_usage": true}, "max_tokens": 1000,
             "messages": [{"role": "user", "content": "Count from 1 to 200 in words, without any other text."}]}""";

    private final ServiceClient customer;
    private final LongSupplier nanoTime;
    private final PrintStream out;
    private boolean isWell = true;

    /** @param nanoTime as {@link System#nanoTime} */
    Smoke(ServiceClient customer, LongSupplier nanoTime, PrintStream out) {
        this.customer = customer;
        this.nanoTime = nanoTime;
        this.out = out;
    }

    /** Takes the service from {@code OPENAI_BASE_URL} and {@code OPENAI_API_KEY}; {@code buffered} is one that is not to stream. */
    public static void main(String[] arguments) throws InterruptedException {
        var url = System.getenv("OPENAI_BASE_URL");
        var key = System.getenv("OPENAI_API_KEY");
        var buffered = arguments.length == 1 && arguments[0].equals("buffered");
        if (url == null || key == null || (arguments.length > 0 && !buffered)) {
            System.err.println("Usage: OPENAI_BASE_URL=… OPENAI_API_KEY=… scripts/smoke [buffered]");
            System.exit(OperatorCommand.USED_WRONGLY);
        }
        var customer = new ServiceClient(Objects.requireNonNull(url), Objects.requireNonNull(key));
        System.exit(new Smoke(customer, System::nanoTime, System.out).run(!buffered));
    }

    /** The exit code. */
    int run(boolean isToStream) throws InterruptedException {
        try {
            var begin = nanoTime.getAsLong();
            var answer = customer.chat(QUESTION, BodyHandlers.ofLines());
            try (var lines = answer.body()) {
                if (answer.statusCode() != 200) {
                    check(false, "the answer is " + answer.statusCode() + ": " + String.join("", lines.toList()));
                    return FAILED;
                }
                var heard = Heard.of(lines, begin, nanoTime);
                check(heard);
                checkRecord(answer, heard, isToStream);
            }
        } catch (IOException | UncheckedIOException e) {
            check(false, customer.base() + " does not answer: " + e);
        }
        return isWell ? OperatorCommand.ALL_IS_WELL : FAILED;
    }

    private void check(boolean holds, String what) {
        out.println((holds ? "ok      " : "FAILED  ") + what);
        isWell &= holds;
    }

    private void check(Heard heard) {
        check(
                heard.isDone && heard.error == null,
                heard.error == null ? "it ends with [DONE]" : "error " + heard.error);
        check(heard.pieces > 0 && heard.usage.path("completion_tokens").asInt() > 0, "it has text, and says its usage");
    }

    private void checkRecord(HttpResponse<Stream<String>> answer, Heard heard, boolean isToStream)
            throws IOException, InterruptedException {
        var id = answer.headers().firstValue("x-request-id").orElse("?");
        var record = customer.read("/usage/requests/" + id);
        check(
                record.path("id").asText().equals(id)
                        && record.path("prompt_tokens").equals(heard.usage.path("prompt_tokens"))
                        && record.path("completion_tokens").equals(heard.usage.path("completion_tokens")),
                "the usage has %s with %s+%s tokens for $%s"
                        .formatted(
                                id,
                                record.path("prompt_tokens").asText("?"),
                                record.path("completion_tokens").asText("?"),
                                record.path("cost_usd").asText("?")));
        var made = Duration.ofMillis(record.path("duration_ms").asLong()
                - record.path("first_token_ms").asLong());
        check(
                !isToStream || hasStreamed(made, heard.last.minus(heard.first)),
                "first text after %d ms, last after %d ms, %d pieces; made within %d ms: %s"
                        .formatted(
                                heard.first.toMillis(),
                                heard.last.toMillis(),
                                heard.pieces,
                                made.toMillis(),
                                isToStream ? "to arrive as it is made" : "not to stream here"));
        var available = customer.read("/wallet").path("available_usd");
        check(available.isTextual(), "the wallet has $" + available.asText("?"));
    }

    /**
     * Whether an answer arrived as it was made.
     *
     * @param made from the first text that the service had to the end
     * @param arrived from the first text that the customer had to the last
     */
    static boolean hasStreamed(Duration made, Duration arrived) {
        return made.compareTo(LONG_ENOUGH_TO_TELL) >= 0
                && arrived.multipliedBy(2).compareTo(made) >= 0;
    }

    /** What came of an answer, and when. */
    private static final class Heard {

        private Duration first = Duration.ZERO;
        private Duration last = Duration.ZERO;
        private int pieces;
        private boolean isDone;
        private JsonNode usage = JSON.missingNode();
        private @Nullable JsonNode error;

        static Heard of(Stream<String> lines, long begin, LongSupplier nanoTime) {
            var heard = new Heard();
            lines.filter(line -> line.startsWith("data: "))
                    .map(line -> line.substring("data: ".length()))
                    .forEach(data -> heard.hear(data, begin, nanoTime));
            return heard;
        }

        private void hear(String data, long begin, LongSupplier nanoTime) {
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
