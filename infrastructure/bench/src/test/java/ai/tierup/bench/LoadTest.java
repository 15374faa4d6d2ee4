package ai.tierup.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void theProviderAnswersWholeAndStreamed() throws IOException {
        try (var provider = FakeProvider.start(0)) {
            var target = target(provider.baseUrl());
            var whole = new Load(target, 2, Prompt.KB_1.body("bench", false)).asFastAsPossible(Duration.ofMillis(200));
            assertThat(whole.answers()).isPositive();
            assertThat(whole.failures()).isZero();

            var streams = new Streams(target, 3, Prompt.KB_1.body("bench", true)).run();
            assertThat(streams.whole()).isEqualTo(3);
            assertThat(streams.gaps().getTotalCount()).isEqualTo(3L * (FakeProvider.Pace.AT_ONCE.tokens() - 1));
        }
    }

    @Test
    void aNumberOfCallsIsSentExactly() throws IOException {
        try (var provider = FakeProvider.start(0)) {
            var load = new Load(target(provider.baseUrl()), 3, Prompt.KB_1.body("bench", false));
            assertThat(load.calls(4).answers()).isEqualTo(12);
        }
    }

    @Test
    void aStreamThatIsCutIsNotWhole() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> answerOnce(server, """
                HTTP/1.1 200 OK\r
                Transfer-Encoding: chunked\r
                \r
                10\r
                data: {"content\
                """));
            var target = target(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1"));
            var result = new Streams(target, 1, "{}".getBytes(StandardCharsets.UTF_8)).run();
            assertThat(result.whole()).isZero();
            assertThat(result.asked()).isEqualTo(1);
        }
    }

    private static void answerOnce(ServerSocket server, String answer) {
        try (var socket = server.accept()) {
            var in = new BufferedInputStream(socket.getInputStream());
            MessageHead.read(in).orElseThrow().body(in).readAllBytes();
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theSizeOfAPromptDoesNotHideThatItAsksForAStream() throws IOException {
        try (var provider = FakeProvider.start(0)) {
            for (var prompt : Prompt.values()) {
                var streams = new Streams(target(provider.baseUrl()), 1, prompt.body("bench", true)).run();
                assertThat(streams.whole()).as(prompt.description()).isEqualTo(1);
            }
        }
    }

    @Test
    void aTargetThatStallsIsStillSentEveryCallThatWasDue() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> answerAfterAStall(server));
            var target = target(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1"));
            var load = new Load(target, 1, "{}".getBytes(StandardCharsets.UTF_8));
            var result = load.atRate(100, Duration.ofMillis(500));
            assertThat(result.answers()).isEqualTo(50);
            // Without the calls that were due during the stall, only one of fifty would have waited.
            assertThat(result.times().getCountBetweenValues(50_000_000, Long.MAX_VALUE))
                    .isGreaterThan(10);
        }
    }

    @Test
    void refusedCallsAreCountedApart() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual()
                    .start(() -> answer(
                            server, "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n", Duration.ZERO));
            var target = target(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1"));
            var result = new Load(target, 1, "{}".getBytes(StandardCharsets.UTF_8)).atRate(100, Duration.ofMillis(100));
            assertThat(result.failures()).isEqualTo(10);
            assertThat(result.answers()).isZero();
        }
    }

    private static void answerAfterAStall(ServerSocket server) {
        answer(server, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", Duration.ofMillis(250));
    }

    private static void answer(ServerSocket server, String answer, Duration firstStall) {
        try (var socket = server.accept()) {
            var in = new BufferedInputStream(socket.getInputStream());
            for (var head = MessageHead.read(in); head.isPresent(); head = MessageHead.read(in)) {
                head.get().body(in).readAllBytes();
                LockSupport.parkNanos(firstStall.toNanos());
                firstStall = Duration.ZERO;
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // The load has ended.
            return;
        }
    }

    private static Target target(URI baseUrl) {
        return new Target("test", baseUrl, "bench", List.of("key"), Map.of());
    }
}
