package ai.tierup.simulators.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Streams an answer at the model's pace, after the aggregator's comments and with the requested faults. */
final class StreamWriter {

    private static final String COMMENT = ": OPENROUTER PROCESSING\n\n";
    private static final int ARGUMENTS_PIECE = 7;

    private static final Duration COMMENT_INTERVAL = Duration.ofMillis(200);

    /** Longer than any client waits. */
    static final Duration HANG_DURATION = Duration.ofMinutes(16);

    private final ChatInput input;
    private final SimulatedAnswer answer;
    private final AnswerJson json;
    private final Duration firstTokenDelay;
    private final Duration perToken;
    private int chunks;

    StreamWriter(
            ChatInput input, SimulatedAnswer answer, AnswerJson json, Duration firstTokenDelay, Duration perToken) {
        this.input = input;
        this.answer = answer;
        this.json = json;
        this.firstTokenDelay = firstTokenDelay;
        this.perToken = perToken;
    }

    /** Ends the stream early, but properly. */
    private static final class StreamEnded extends IOException {
        private static final long serialVersionUID = 1L;
    }

    void write(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        try {
            send(out, COMMENT);
            pauseBeforeFirstToken(out);
            send(out, COMMENT);
            writeContent(out);
            if (answer.finish() != FinishReason.BLANK) {
                chunk(out, json.finishChunk());
            }
            if (!input.words().has(ControlWord.NO_USAGE)) {
                chunk(out, json.usageChunk());
            }
            if (!input.words().has(ControlWord.NO_DONE)) {
                send(out, "data: [DONE]\n\n");
            }
        } catch (StreamEnded _) {
            // The error chunk was the last one.
        }
        out.close();
    }

    private void pauseBeforeFirstToken(OutputStream out) throws IOException {
        while (input.words().has(ControlWord.COMMENTS)) {
            LockSupport.parkNanos(COMMENT_INTERVAL.toNanos());
            send(out, COMMENT);
        }
        var requested = input.words().number(ControlWord.FIRST_TOKEN);
        if (requested.isPresent()) {
            LockSupport.parkNanos(Duration.ofMillis(requested.getAsInt()).toNanos());
        } else {
            pause(firstTokenDelay);
        }
    }

    private void writeContent(OutputStream out) throws IOException {
        for (var piece : answer.reasoning()) {
            chunk(out, json.reasoningChunk(piece));
            pause(perToken);
        }
        var signature = json.signatureChunk();
        if (signature.isPresent()) {
            chunk(out, signature.get());
        }
        for (var token : answer.tokens()) {
            chunk(out, json.textChunk(token));
            pause(perToken);
        }
        if (answer.call().isPresent()) {
            var call = answer.call().get();
            chunk(out, json.callChunk(call));
            for (var start = 0; start < call.arguments().length(); start += ARGUMENTS_PIECE) {
                var end = Math.min(call.arguments().length(), start + ARGUMENTS_PIECE);
                chunk(out, json.argumentsChunk(call.arguments().substring(start, end)));
            }
        }
    }

    private void chunk(OutputStream out, JsonNode chunk) throws IOException {
        if (isDue(ControlWord.BREAK_AFTER)) {
            throw new ConnectionCut();
        }
        if (isDue(ControlWord.ERROR_AFTER)) {
            send(out, "data: " + json.errorChunk(RequestedError.of(502, "provider_unavailable", input)) + "\n\n");
            throw new StreamEnded();
        }
        if (isDue(ControlWord.BARE_ERROR_AFTER)) {
            send(out, "data: {\"error\":{\"message\":\"The operation was aborted\"}}\n\n");
            throw new StreamEnded();
        }
        if (isDue(ControlWord.STALL_AFTER)) {
            LockSupport.parkNanos(HANG_DURATION.toNanos());
            throw new ConnectionCut();
        }
        if (isDue(ControlWord.MALFORMED_AFTER)) {
            var text = chunk.toString();
            send(out, "data: " + text.substring(0, text.length() / 2) + "\n\n");
            throw new StreamEnded();
        }
        chunks++;
        send(out, "data: " + chunk + "\n\n");
    }

    private boolean isDue(ControlWord word) {
        var after = input.words().number(word);
        return after.isPresent() && chunks >= after.getAsInt();
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    private void pause(Duration duration) {
        var slow = input.words().number(ControlWord.SLOW);
        var pause = slow.isPresent() ? Duration.ofMillis(slow.getAsInt()) : duration;
        if (pause.isPositive()) {
            LockSupport.parkNanos(pause.toNanos());
        }
    }
}
