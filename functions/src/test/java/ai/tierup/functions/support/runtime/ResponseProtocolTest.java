package ai.tierup.functions.support.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of every byte that the runtime sends for an invocation. */
class ResponseProtocolTest {

    private static final String RESPONSE = "POST /2018-06-01/runtime/invocation/id-1/response";
    private static final String ERROR = "POST /2018-06-01/runtime/invocation/id-1/error";
    private static final String PRELUDE = "{\"statusCode\":200,\"headers\":{}}" + "\0".repeat(8);

    private final FakeRuntimeApi api = new FakeRuntimeApi();
    private final RuntimeRunner runner = new RuntimeRunner(api);

    @AfterEach
    void close() throws IOException {
        api.close();
    }

    private String responseHead(String more) {
        return RESPONSE + " HTTP/1.1\r\n"
                + "Host: " + api.host() + "\r\n"
                + "Connection: close\r\n"
                + more
                + "Lambda-Runtime-Function-Response-Mode: streaming\r\n"
                + "Content-Type: application/vnd.awslambda.http-integration-response\r\n"
                + "Transfer-Encoding: chunked\r\n"
                + "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n"
                + "\r\n";
    }

    @Test
    void theNextInvocationIsRequestedByPlainHttp() {
        runner.run((event, out, context) -> {});

        assertThat(api.single("GET /2018-06-01/runtime/invocation/next").raw())
                .isEqualTo("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: " + api.host()
                        + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void eachFlushOfOutputIsOneChunk() {
        api.enqueue("id-1", "{}");

        runner.run((event, out, context) -> {
            out.flush();
            out.write(PRELUDE.getBytes(ISO_8859_1));
            out.write("data: 1\n\n".getBytes(UTF_8));
            out.flush();
            out.flush();
            out.write('é');
            out.write("data: 2\n\n".getBytes(UTF_8), 6, 1);
            out.flush();
            out.write("data: [DONE]\n\n".getBytes(UTF_8));
        });

        assertThat(api.single(RESPONSE).raw())
                .isEqualTo(responseHead("") + "30\r\n" + PRELUDE + "data: 1\n\n\r\n" + "2\r\né2\r\n"
                        + "e\r\ndata: [DONE]\n\n\r\n" + "0\r\n\r\n");
        assertThat(runner.log()).isEmpty();
    }

    @Test
    void aChunkArrivesBeforeTheHandlerWritesTheNext() {
        var arrived = new Semaphore(0);
        api.enqueue("id-1", "{}").receivingResponsesWith(exchange -> {
            while (!exchange.readChunk().isEmpty()) {
                arrived.release();
            }
            exchange.answer(FakeRuntimeApi.ACCEPTED);
        });

        runner.run((event, out, context) -> {
            for (var token = 0; token < 100; token++) {
                out.write("token".getBytes(UTF_8));
                out.flush();
                if (!acquire(arrived)) {
                    throw new IOException("The flushed chunk has not arrived");
                }
            }
        });

        assertThat(api.single(RESPONSE).chunks()).hasSize(100);
        assertThat(runner.log()).isEmpty();
    }

    private static boolean acquire(Semaphore semaphore) throws IOException {
        try {
            return semaphore.tryAcquire(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void anEmptyAnswerIsAnEmptyBody() {
        api.enqueue("id-1", "{}");

        runner.run((event, out, context) -> {});

        assertThat(api.single(RESPONSE).raw()).isEqualTo(responseHead("") + "0\r\n\r\n");
    }

    @Test
    void theInvocationIdIsSentBackWithTheResponse() {
        api.enqueue("id-1", "{}", "Lambda-Runtime-Invocation-Id: inv-9\r\n");

        runner.run((event, out, context) -> out.write('x'));

        assertThat(api.single(RESPONSE).raw())
                .isEqualTo(responseHead("Lambda-Runtime-Invocation-Id: inv-9\r\n") + "1\r\nx\r\n0\r\n\r\n");
    }

    @Test
    void aFailureBeforeTheFirstFlushIsAnErrorReportInsteadOfAResponse() {
        api.enqueue("id-1", "{}", "Lambda-Runtime-Invocation-Id: inv-9\r\n");

        runner.run((event, out, context) -> {
            out.write(PRELUDE.getBytes(ISO_8859_1));
            throw new IllegalStateException("the customer's own text");
        });

        var body = "{\"errorMessage\":\"the handler failed\",\"errorType\":\"java.lang.IllegalStateException\","
                + "\"stackTrace\":[]}";
        assertThat(api.single(ERROR).raw())
                .isEqualTo(ERROR + " HTTP/1.1\r\nHost: " + api.host() + "\r\nConnection: close\r\n"
                        + "Lambda-Runtime-Invocation-Id: inv-9\r\n"
                        + "Lambda-Runtime-Function-Error-Type: Runtime.UserException\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(api.requests()).doesNotContain(RESPONSE);
        assertThat(runner.log())
                .singleElement()
                .asString()
                .contains("\"alarm\":\"INTERNAL_ERROR\",\"subject\":\"java.lang.IllegalStateException\"")
                .doesNotContain("customer");
    }

    @Test
    void aFailureAfterTheFirstFlushIsInTheTrailersAndUnflushedOutputIsDropped() {
        api.enqueue("id-1", "{}");

        runner.run((event, out, context) -> {
            out.write("data: 1\n\n".getBytes(UTF_8));
            out.flush();
            out.write("data: half".getBytes(UTF_8));
            throw new AssertionError("the customer's own text");
        });

        var error = "{\"errorMessage\":\"the handler failed\",\"errorType\":\"java.lang.AssertionError\","
                + "\"stackTrace\":[]}";
        assertThat(api.single(RESPONSE).raw())
                .isEqualTo(responseHead("") + "9\r\ndata: 1\n\n\r\n0\r\n"
                        + "Lambda-Runtime-Function-Error-Type: Runtime.UserException\r\n"
                        + "Lambda-Runtime-Function-Error-Body: "
                        + Base64.getEncoder().encodeToString(error.getBytes(UTF_8)) + "\r\n\r\n");
        assertThat(api.requests()).doesNotContain(ERROR);
    }

    @Test
    void aChunkedEventIsDecoded() {
        api.enqueueRaw(String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "lambda-runtime-aws-request-id: id-1",
                "LAMBDA-RUNTIME-DEADLINE-MS: 1",
                "Transfer-Encoding: chunked",
                "",
                "5",
                "{\"a\":",
                "02;x=y",
                "1}",
                "0",
                "",
                ""));

        runner.run((event, out, context) -> event.transferTo(out));

        assertThat(api.single(RESPONSE).chunks()).containsExactly("{\"a\":1}");
    }
}
