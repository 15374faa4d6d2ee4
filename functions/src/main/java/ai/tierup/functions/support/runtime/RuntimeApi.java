package ai.tierup.functions.support.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lambda's Runtime API, version 2018-06-01. Each call opens a connection of its own. */
final class RuntimeApi {

    private static final String RUNTIME = "/2018-06-01/runtime";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final String host;
    private final InetSocketAddress address;

    /** @param host with its port */
    RuntimeApi(String host) {
        var uri = URI.create("http://" + host);
        this.host = host;
        this.address = new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    /** Waits for the next invocation, however long that takes. */
    Invocation next() throws IOException {
        return Invocation.of(get("/invocation/next"));
    }

    /** Waits in the snapshot, and returns when it has been restored. */
    void awaitRestore() throws IOException {
        get("/restore/next");
    }

    void reportInitError(ErrorReport error) throws IOException {
        post("/init/error", Map.of(), error, () -> Patience.MIN_WAIT);
    }

    void reportRestoreError(ErrorReport error) throws IOException {
        post("/restore/error", Map.of(), error, () -> Patience.MIN_WAIT);
    }

    /** In place of a response, of which nothing has been sent yet. */
    void reportError(Invocation invocation, ErrorReport error, Patience patience) throws IOException {
        post(path(invocation, "/error"), ofInvocation(invocation), error, patience);
    }

    RuntimeConnection connect() throws IOException {
        return RuntimeConnection.open(address);
    }

    /** The head of a response that is streamed: its body is chunks, and then what went wrong, if something did. */
    byte[] responseHead(Invocation invocation) {
        var headers = ofInvocation(invocation);
        headers.put("Lambda-Runtime-Function-Response-Mode", "streaming");
        headers.put("Content-Type", "application/vnd.awslambda.http-integration-response");
        headers.put("Transfer-Encoding", "chunked");
        headers.put("Trailer", ErrorReport.HEADER + ", Lambda-Runtime-Function-Error-Body");
        return head("POST", path(invocation, "/response"), headers);
    }

    /** @throws IOException when the answer is anything but that it took what it was sent */
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
            connection.send(head("GET", path, Map.of()), Patience.ENDLESS);
            var answer = connection.receive(Patience.ENDLESS);
            expect(OK, answer, path);
            return answer;
        }
    }

    private void post(String path, Map<String, String> more, ErrorReport error, Patience patience) throws IOException {
        var body = error.json();
        var headers = new LinkedHashMap<>(more);
        headers.put(ErrorReport.HEADER, error.category());
        headers.put("Content-Type", "application/json");
        headers.put("Content-Length", Integer.toString(body.length));
        try (var connection = connect()) {
            connection.send(head("POST", path, headers), patience);
            connection.send(body, patience);
            expectAccepted(connection.receive(patience), "an error");
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

    private static Map<String, String> ofInvocation(Invocation invocation) {
        var headers = new LinkedHashMap<String, String>();
        invocation.invocationId().ifPresent(id -> headers.put("Lambda-Runtime-Invocation-Id", id));
        return headers;
    }
}
