package ai.tierup.functions.support.runtime;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * One invocation of the function.
 *
 * @param id Lambda's request id
 * @param invocationId sent back with the answer, so that Lambda can recognise a late answer to an earlier attempt
 * @param event JSON
 */
record Invocation(
        String id,
        Instant deadline,
        String functionArn,
        Optional<String> traceHeader,
        Optional<String> tenantId,
        Optional<String> invocationId,
        byte[] event) {

    /** @throws IOException if a required header is missing or invalid */
    static Invocation of(RuntimeAnswer next) throws IOException {
        var headers = next.headers();
        return new Invocation(
                required(headers, "Lambda-Runtime-Aws-Request-Id"),
                Instant.ofEpochMilli(epochMillis(required(headers, "Lambda-Runtime-Deadline-Ms"))),
                headers.getOrDefault("Lambda-Runtime-Invoked-Function-Arn", ""),
                Optional.ofNullable(headers.get("Lambda-Runtime-Trace-Id")),
                Optional.ofNullable(headers.get("Lambda-Runtime-Aws-Tenant-Id")),
                Optional.ofNullable(headers.get("Lambda-Runtime-Invocation-Id")),
                next.body());
    }

    private static String required(Map<String, String> headers, String name) throws IOException {
        var value = headers.get(name);
        if (value == null) {
            throw new IOException("an invocation without " + name);
        }
        return value;
    }

    private static long epochMillis(String text) throws IOException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("an invocation whose deadline is not a number", e);
        }
    }

    /** Returns the time until the deadline; negative after it. */
    Duration timeLeft(InstantSource clock) {
        return Duration.between(clock.instant(), deadline);
    }
}
