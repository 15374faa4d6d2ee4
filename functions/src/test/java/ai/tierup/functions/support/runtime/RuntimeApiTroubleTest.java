package ai.tierup.functions.support.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.functions.support.runtime.FakeRuntimeApi.Exchange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that the handler and the loop finish even if the Runtime API is slow, stalls, fails or disconnects. */
class RuntimeApiTroubleTest {

    private static final String FIRST = "POST /2018-06-01/runtime/invocation/id-1/response";
    private static final String SECOND = "POST /2018-06-01/runtime/invocation/id-2/response";

    /** More than the buffers of two sockets hold. */
    private static final byte[] MORE_THAN_SOCKETS_HOLD =
            "x".repeat(64 * 1024 * 1024).getBytes(UTF_8);

    private final FakeRuntimeApi api = new FakeRuntimeApi();
    private final RuntimeRunner runner = new RuntimeRunner(api);
    private final List<String> settled = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        api.close();
    }

    private static void acceptAll(Exchange exchange) throws IOException {
        exchange.readAllChunks();
        exchange.answer(FakeRuntimeApi.ACCEPTED);
    }

    @Test
    void aSlowPeerReceivesEveryByte() {
        var writing = new CountDownLatch(1);
        api.enqueue("id-1", "{}").receivingResponsesWith(exchange -> {
            writing.await();
            acceptAll(exchange);
        });

        runner.run((event, out, context) -> {
            out.write('a');
            out.flush();
            writing.countDown();
            out.write(MORE_THAN_SOCKETS_HOLD, 0, 8 * 1024 * 1024);
            out.flush();
            settled.add(context.getAwsRequestId());
        });

        assertThat(api.single(FIRST).chunks()).extracting(String::length).containsExactly(1, 8 * 1024 * 1024);
        assertThat(settled).containsExactly("id-1");
        assertThat(runner.log()).isEmpty();
    }

    @Test
    void aStalledPeerTimesOutEarlyEnoughForTheHandlerToSettle() {
        var late = new RuntimeRunner(api, RuntimeRunner.DEADLINE.minus(Duration.ofMillis(1999)));
        var done = new CountDownLatch(1);
        api.enqueue("id-1", "{}").enqueue("id-2", "{}").receivingResponsesWith(exchange -> {
            if (exchange.request().equals(FIRST)) {
                done.await();
            } else {
                acceptAll(exchange);
            }
        });

        var exit = late.run((event, out, context) -> {
            if (context.getAwsRequestId().equals("id-1")) {
                out.write(MORE_THAN_SOCKETS_HOLD);
                out.flush();
                out.write("and more".getBytes(UTF_8));
                out.flush();
                done.countDown();
            }
            settled.add(context.getAwsRequestId());
        });

        assertThat(exit).isEqualTo(1);
        assertThat(settled).containsExactly("id-1", "id-2");
        assertThat(late.log())
                .singleElement()
                .asString()
                .contains("\"alarm\":\"ANSWER_NOT_TAKEN\",\"subject\":\"id-1 the Runtime API stalls\"");
        assertThat(api.single(SECOND).body()).isEqualTo("0\r\n\r\n");
    }

    @Test
    void aDisconnectDuringAResponseStopsNeitherTheHandlerNorTheLoop() {
        var gone = new CountDownLatch(1);
        api.enqueue("id-1", "{}").enqueue("id-2", "{}").receivingResponsesWith(exchange -> {
            if (exchange.request().equals(FIRST)) {
                exchange.readChunk();
                exchange.close();
                gone.countDown();
            } else {
                acceptAll(exchange);
            }
        });

        runner.run((event, out, context) -> {
            out.write("data: 1\n\n".getBytes(UTF_8));
            out.flush();
            if (context.getAwsRequestId().equals("id-1")) {
                await(gone);
                for (var token = 0; token < 1000; token++) {
                    out.write("data: 2\n\n".getBytes(UTF_8));
                    out.flush();
                }
            }
            settled.add(context.getAwsRequestId());
        });

        assertThat(settled).containsExactly("id-1", "id-2");
        assertThat(runner.log()).singleElement().asString().contains("\"ANSWER_NOT_TAKEN\",\"subject\":\"id-1 ");
        assertThat(api.single(SECOND).chunks()).containsExactly("data: 1\n\n");
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IOException("The peer has not disconnected");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 410, 413, 500})
    void aRejectedResponseIsOneAlarmAndTheNextInvocationIsHandled(int status) {
        api.enqueue("id-1", "{}").enqueue("id-2", "{}").receivingResponsesWith(exchange -> {
            exchange.readAllChunks();
            exchange.answer("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n");
        });

        runner.run((event, out, context) -> out.write('x'));

        assertThat(runner.log()).hasSize(2);
        assertThat(runner.log().getFirst())
                .contains("\"alarm\":\"ANSWER_NOT_TAKEN\"," + "\"subject\":\"id-1 the Runtime API answered " + status
                        + " to the response\"");
    }

    @Test
    void aRejectedErrorReportIsOneMoreAlarm() {
        api.enqueue("id-1", "{}").answeringErrorsWith("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");

        runner.run((event, out, context) -> {
            throw new IOException("broken");
        });

        assertThat(runner.log()).hasSize(2);
        assertThat(runner.log().getLast()).contains("\"subject\":\"id-1 the Runtime API answered 410 to an error\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense\r\n\r\n", "HTTP/1.1 202 Accepted\r\nContent-Length: many\r\n\r\n", "HTTP/1.1 202"})
    void aMalformedAnswerToAResponseIsAnAlarm(String answer) {
        api.enqueue("id-1", "{}").enqueue("id-2", "{}").receivingResponsesWith(exchange -> {
            exchange.readAllChunks();
            exchange.answer(answer);
        });

        runner.run((event, out, context) -> settled.add(context.getAwsRequestId()));

        assertThat(settled).containsExactly("id-1", "id-2");
        assertThat(runner.log()).hasSize(2).allMatch(line -> line.contains("ANSWER_NOT_TAKEN"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: a\r\nLambda-Runtime-Deadline-Ms: soon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: a\r\nLambda-Runtime-Deadline-Ms: 1\r\n"
                        + "Content-Length: 9\r\n\r\n{\"half\""
            })
    void anInvalidInvocationIsRequestedAgain(String broken) {
        api.enqueueInvalid(broken).enqueueInvalid(broken).enqueue("id-1", "{}");

        runner.run((event, out, context) -> settled.add(context.getAwsRequestId()));

        assertThat(settled).containsExactly("id-1");
    }

    @Test
    void threeFailuresToGetAnInvocationEndTheProcessWithOneAlarm() {
        api.enqueueInvalid("").enqueueInvalid("").enqueueInvalid("").enqueue("id-1", "{}");

        var exit = runner.run((event, out, context) -> settled.add(context.getAwsRequestId()));

        assertThat(exit).isEqualTo(1);
        assertThat(settled).isEmpty();
        assertThat(runner.fullLog())
                .singleElement()
                .asString()
                .contains("\"alarm\":\"RUNTIME_API_LOST\"", "the Runtime API closed the connection");
    }

    @Test
    void aHandlerThatRunsOutOfMemoryIsReportedAndEndsTheProcess() {
        api.enqueue("id-1", "{}").enqueue("id-2", "{}");

        var exit = runner.run((event, out, context) -> {
            settled.add(context.getAwsRequestId());
            throw new OutOfMemoryError();
        });

        assertThat(exit).isEqualTo(1);
        assertThat(settled).containsExactly("id-1");
        assertThat(api.single("POST /2018-06-01/runtime/invocation/id-1/error").body())
                .contains("java.lang.OutOfMemoryError");
    }

    @Test
    void anInterruptLeftByAHandlerDoesNotReachTheNextInvocation() {
        api.enqueue("id-1", "{}").enqueue("id-2", "{}");

        runner.run((event, out, context) -> {
            settled.add(context.getAwsRequestId() + " " + Thread.currentThread().isInterrupted());
            out.write('x');
            Thread.currentThread().interrupt();
        });

        assertThat(settled).containsExactly("id-1 false", "id-2 false");
        assertThat(runner.log()).isEmpty();
    }
}
