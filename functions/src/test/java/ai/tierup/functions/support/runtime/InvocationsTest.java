package ai.tierup.functions.support.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.functions.support.wiring.Variables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of the context that handlers get, and of concurrent loops. */
class InvocationsTest {

    private static final String TRACE = "com.amazonaws.xray.traceHeader";

    private final FakeRuntimeApi api = new FakeRuntimeApi();
    private final RuntimeRunner runner = new RuntimeRunner(api);
    private final List<Object> seen = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() throws IOException {
        api.close();
        System.clearProperty(TRACE);
    }

    @Test
    void theContextHasWhatLambdaSent() {
        api.enqueue(
                "id-1",
                "{}",
                String.join(
                        "\r\n",
                        "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:::function:chat:live",
                        "Lambda-Runtime-Trace-Id: Root=1-2",
                        "Lambda-Runtime-Aws-Tenant-Id: blue",
                        ""));

        runner.run((event, out, context) -> {
            seen.add(context.getAwsRequestId());
            seen.add(context.getInvokedFunctionArn());
            seen.add(context.getXrayTraceId());
            seen.add(context.getTenantId());
            seen.add(context.getRemainingTimeInMillis());
            seen.add(context.getFunctionName());
            seen.add(context.getFunctionVersion());
            seen.add(context.getMemoryLimitInMB());
            seen.add(context.getLogGroupName());
            seen.add(context.getLogStreamName());
        });

        assertThat(seen)
                .containsExactly(
                        "id-1",
                        "arn:aws:lambda:::function:chat:live",
                        "Root=1-2",
                        "blue",
                        300_000,
                        "chat",
                        "7",
                        1024,
                        "/aws/lambda/chat",
                        "stream-1");
    }

    @Test
    void anInvocationPastItsDeadlineHasNoTimeLeftAndIsStillAnswered() {
        var late = new RuntimeRunner(api, RuntimeRunner.DEADLINE.plusSeconds(1));
        api.enqueue("id-1", "{}");

        late.run((event, out, context) -> {
            seen.add(context.getRemainingTimeInMillis());
            out.write("late".getBytes(UTF_8));
        });

        assertThat(seen).containsExactly(0);
        assertThat(api.single("POST /2018-06-01/runtime/invocation/id-1/response")
                        .chunks())
                .containsExactly("late");
        assertThat(late.log()).isEmpty();
    }

    @Test
    void theTraceHeaderIsThatOfTheCurrentInvocation() {
        api.enqueue("id-1", "{}", "Lambda-Runtime-Trace-Id: Root=1\r\n").enqueue("id-2", "{}");

        runner.run((event, out, context) -> seen.add(String.valueOf(System.getProperty(TRACE))));

        assertThat(seen).containsExactly("Root=1", "null");
    }

    @Test
    void severalLoopsHandleInvocationsConcurrently() {
        var allLoops = new CyclicBarrier(4);
        for (var number = 0; number < 12; number++) {
            api.enqueue("id-" + number, "{}", "Lambda-Runtime-Trace-Id: Root=" + number + "\r\n");
        }

        var exit = runner.run(
                (event, out, context) -> {
                    meet(allLoops);
                    seen.add(context.getAwsRequestId());
                    seen.add(String.valueOf(System.getProperty(TRACE)));
                    out.write(context.getAwsRequestId().getBytes(UTF_8));
                },
                4);

        assertThat(exit).isEqualTo(1);
        assertThat(seen).hasSize(24).contains("id-0", "id-11");
        assertThat(seen.stream().filter("null"::equals))
                .as("no trace of another invocation")
                .hasSize(12);
        for (var number = 0; number < 12; number++) {
            assertThat(api.single("POST /2018-06-01/runtime/invocation/id-" + number + "/response")
                            .chunks())
                    .containsExactly("id-" + number);
        }
        assertThat(runner.log()).isEmpty();
    }

    private static void meet(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException("The loops do not run at the same time", e);
        }
    }

    @Test
    void theEnvironmentIsReadFromLambdasVariables() {
        var variables = Map.of(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001",
                "_HANDLER", "a.B",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start",
                "AWS_LAMBDA_MAX_CONCURRENCY", "32",
                "AWS_LAMBDA_FUNCTION_NAME", "chat",
                "AWS_LAMBDA_FUNCTION_VERSION", "7",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
                "AWS_LAMBDA_LOG_GROUP_NAME", "group",
                "AWS_LAMBDA_LOG_STREAM_NAME", "stream");

        assertThat(LambdaEnvironment.of(new Variables(variables)))
                .isEqualTo(new LambdaEnvironment(
                        "127.0.0.1:9001",
                        "a.B",
                        true,
                        32,
                        new LambdaEnvironment.Function("chat", "7", 1024, "group", "stream")));
        assertThat(LambdaEnvironment.of(new Variables(Map.of("AWS_LAMBDA_RUNTIME_API", "h:1", "_HANDLER", "a.B"))))
                .isEqualTo(new LambdaEnvironment(
                        "h:1", "a.B", false, 1, new LambdaEnvironment.Function("", "", 0, "", "")));
    }
}
