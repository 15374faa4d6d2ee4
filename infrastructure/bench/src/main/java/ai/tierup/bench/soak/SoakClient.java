package ai.tierup.bench.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.bench.MessageHead;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Sends requests, each over a connection of its own, and behaves as the request's client does. */
record SoakClient(URI service, Tally tally) {

    private static final int TIMEOUT_MILLIS = 90_000;
    private static final int OK = 200;

    /** What customers may be told: a limit, or trouble of the provider. */
    private static final Set<Integer> EXPECTED_REFUSALS = Set.of(402, 409, 429, 502, 503, 504, 529);

    private static final int SLOW_BYTES = 200;
    private static final Duration SLOW_PAUSE = Duration.ofMillis(25);
    private static final int SHOWN_CHARACTERS = 200;

    /** Sends a request and counts how it ended. Returns the whole body of an answer whose status is 200. */
    Optional<String> send(SoakRequest request) {
        try (var socket = new Socket(InetAddress.ofLiteral(service.getHost()), service.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.bytes(service));
            return switch (request.habit()) {
                case SENDS_HALF, LEAVES_AT_ONCE -> left();
                case LEAVES_IN_ANSWER -> {
                    socket.getInputStream().read();
                    yield left();
                }
                case READS_ALL, READS_SLOWLY ->
                    answer(request, new BufferedInputStream(socket.getInputStream(), SLOW_BYTES));
            };
        } catch (IOException e) {
            if (request.habit().staysToTheEnd()) {
                tally.surprised(request.path() + ": " + e);
            } else {
                tally.ended("left");
            }
            return Optional.empty();
        }
    }

    private Optional<String> left() {
        tally.ended("left");
        return Optional.empty();
    }

    private Optional<String> answer(SoakRequest request, InputStream in) throws IOException {
        var head = MessageHead.read(in).orElseThrow(EOFException::new);
        var body = text(head.body(in), request.habit());
        if (head.status() == OK) {
            tally.ended("answered");
            return Optional.of(body);
        }
        if (EXPECTED_REFUSALS.contains(head.status())) {
            tally.ended("refused with " + head.status());
        } else {
            tally.surprised(request.path() + ": " + head.status() + " "
                    + body.substring(0, Math.min(SHOWN_CHARACTERS, body.length())));
        }
        return Optional.empty();
    }

    private static String text(InputStream body, ClientHabit habit) throws IOException {
        if (habit == ClientHabit.READS_ALL) {
            return new String(body.readAllBytes(), UTF_8);
        }
        var text = new StringBuilder();
        for (var piece = body.readNBytes(SLOW_BYTES); piece.length > 0; piece = body.readNBytes(SLOW_BYTES)) {
            text.append(new String(piece, UTF_8));
            LockSupport.parkNanos(SLOW_PAUSE.toNanos());
        }
        return text.toString();
    }
}
