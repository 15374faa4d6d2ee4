package ai.tierup.functions.support.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client of Lambda's Runtime API, version 2018-06-01. Each call opens a new connection. */
final class RuntimeApi {

    private static final String RUNTIME = "/2018-06-01/runtime";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final String host;
    private final InetSocketAddress address;

    /** @param host host and port */
    RuntimeApi(String host) {
        var uri = URI.create("http://" + host);
        this.host = host;
        this.address = new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    /** Waits for the next invocation, without a timeout. */
    Invocation next() throws IOException {
        return Invocation.of(get("/invocation/next"));
    }

    /** Blocks while the snapshot is taken, and returns in each copy after its restore. */
    void awaitRestore() throws IOException {
        get("/restore/next");
    }

    void reportInitError(ErrorReport error) throws IOException {
        post("/init/error", Map.of(), error, () -> IdleTimeout.MIN_WAIT);
    }

    void reportRestoreError(ErrorReport error) throws IOException {
        post("/restore/error", Map.of(), error, () -> IdleTimeout.MIN_WAIT);
    }

    /** Reports an error instead of a response that has not begun. */
    void reportError(Invocation invocation, ErrorReport error, IdleTimeout idleTimeout) throws IOException {
        post(path(invocation, "/error"), invocationHeaders(invocation), error, idleTimeout);
    }

    RuntimeConnection connect() throws IOException {
        return RuntimeConnection.open(address);
    }

    /** Returns the head of a streamed response, whose body consists of chunks and, after a failure, trailers. */
    byte[] responseHead(Invocation invocation) {
        var headers = invocationHeaders(invocation);
        headers.put("Lambda-Runtime-Function-Response-Mode", "streaming");
        headers.put("Content-Type", "application/vnd.awslambda.http-integration-response");
        headers.put("Transfer-Encoding", "chunked");
        headers.put("Trailer", ErrorReport.HEADER + ", Lambda-Runtime-Function-Error-Body");
        return head("POST", path(invocation, "/response"), headers);
    }

    /** @throws IOException if the Runtime API did not accept what it was sent */
    static void expectAccepted(RuntimeAnswer answer, String what) throws IOException {
        expect(ACCEPTED, answer, what);
    }

    private static void expect(int status, RuntimeAnswer answer, String what) throws IOException {
        if (answer.status() != status) {
            throw new IOException("the Runtime API answered %d to %s".formatted(answer.status(), what));
        }
    }

    private RuntimeAnswer get(String path) throws IOException {
        try (var connection = connect()) {
            connection.send(head("GET", path, Map.of()), IdleTimeout.NONE);
            var answer = connection.receive(IdleTimeout.NONE);
            expect(OK, answer, path);
            return answer;
        }
    }

    private void post(String path, Map<String, String> extraHeaders, ErrorReport error, IdleTimeout idleTimeout)
            throws IOException {
        var body = error.json();
        var headers = new LinkedHashMap<>(extraHeaders);
        headers.put(ErrorReport.HEADER, error.category());
        headers.put("Content-Type", "application/json");
        headers.put("Content-Length", Integer.toString(body.length));
        try (var connection = connect()) {
            connection.send(head("POST", path, headers), idleTimeout);
            connection.send(body, idleTimeout);
            expectAccepted(connection.receive(idleTimeout), "an error");
        }
    }

    private byte[] head(String method, String path, Map<String, String> headers) {
        var head = new StringBuilder(method)
                .append(' ')
                .append(RUNTIME)
                .append(path)
                .append(" HTTP/1.1\r\n");
        head.append("Host: ").append(host).append("\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    private static String path(Invocation invocation, String what) {
        return "/invocation/" + invocation.id() + what;
    }

    private static Map<String, String> invocationHeaders(Invocation invocation) {
        var headers = new LinkedHashMap<String, String>();
        invocation.invocationId().ifPresent(id -> headers.put("Lambda-Runtime-Invocation-Id", id));
        return headers;
    }
}
