package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** An upstream whose errors repeat the whole request, including headers, as those of real providers may. */
record EchoingUpstream(HttpServer server) implements AutoCloseable {

    static EchoingUpstream start(String answer) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, answer));
        server.start();
        return new EchoingUpstream(server);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** The last words of the prompt select the answer: an error status, or how an answer with status 200 continues. */
    private static void answer(HttpExchange exchange, String answer) throws IOException {
        try (exchange) {
            var request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var echo = (request + exchange.getRequestHeaders().values())
                    .replace("\\", "")
                    .replace('"', '\'');
            var error = "{\"error\":{\"message\":\"" + echo + "\",\"code\":\"" + echo + "\"}}";
            for (var status : new int[] {400, 401, 402, 404, 429, 500}) {
                if (request.contains("please fail with " + status)) {
                    send(exchange, status, "application/json", error);
                    return;
                }
            }
            if (request.contains("please talk rubbish")) {
                send(exchange, 200, "text/event-stream", "data: {\"" + echo + "\n\ndata: <html>" + echo + "\n\n");
                return;
            }
            send(
                    exchange,
                    200,
                    "text/event-stream",
                    "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + answer
                            + "\"}}]}\n\n"
                            + (request.contains("please break off")
                                    ? "data: " + error + "\n\n"
                                    : """
                    data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"%s","type":"function",\
                    "function":{"name":"f","arguments":"{\\"q\\":\\"%s\\"}"}}]}}]}

                    data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

                    data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":9,"total_tokens":18}}

                    data: [DONE]

                    """.formatted(answer, answer)));
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(body.getBytes(UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
