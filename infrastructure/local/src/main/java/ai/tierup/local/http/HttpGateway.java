package ai.tierup.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.local.lambda.Handlers;
import ai.tierup.local.lambda.InvocationContext;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A local API Gateway that serves the template's routes over HTTP on the loopback interface. Every request becomes a proxy event for the
 * real handler, and output that a stream handler flushes is sent at once.
 */
public final class HttpGateway implements AutoCloseable {

    /** API Gateway's limit. The service has a smaller limit, which it checks itself. */
    private static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

    private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(3);
    private static final int STOP_DELAY_SECONDS = 1;
    private static final int OK = 200;

    private final HttpServer server;
    private final Routes routes;
    private final GatewayResponses responses;
    private final Map<String, Object> handlers;
    private final Duration timeout;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Phaser running = new Phaser(1);
    private volatile boolean stopping;

    private HttpGateway(
            HttpServer server,
            Routes routes,
            GatewayResponses responses,
            Map<String, Object> handlers,
            Duration timeout,
            InstantSource clock) {
        this.server = server;
        this.routes = routes;
        this.responses = responses;
        this.handlers = handlers;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * Tries the port, so that a taken one is reported before anything has started.
     *
     * @param port 0 for a free one
     * @throws java.net.BindException if another program listens on it
     */
    public static void requireFree(int port) throws IOException {
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    /**
     * Starts serving.
     *
     * @param port 0 for a free one
     * @param context passed to the constructors of the handlers
     * @param timeout time limit of an invocation
     * @throws IOException if the port is taken
     */
    public static HttpGateway start(
            int port, TemplateRoutes template, ApplicationContext context, Duration timeout, InstantSource clock)
            throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        var handlers = new HashMap<String, Object>();
        var routes = new Routes(template.routes());
        for (var route : routes.all()) {
            handlers.computeIfAbsent(route.handlerClass(), name -> Handlers.create(name, context));
        }
        var gateway =
                new HttpGateway(server, routes, new GatewayResponses(template.template()), handlers, timeout, clock);
        server.setExecutor(gateway.threads);
        server.createContext("/", gateway::handle);
        server.start();
        return gateway;
    }

    /** Serves a page in plain text that API Gateway does not have. */
    public void serve(String path, Page page) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("content-type", "text/plain; charset=utf-8");
            write(exchange, OK, page.text());
            exchange.close();
        });
    }

    /** A page of the local run. */
    @FunctionalInterface
    public interface Page {

        byte[] text() throws IOException;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Accepts no more requests, reports to the running ones that no time is left, and waits until they have settled. */
    @Override
    public void close() {
        stopping = true;
        var phase = running.arrive();
        try {
            running.awaitAdvanceInterruptibly(phase, SETTLE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            System.err.println("tierup: some requests did not settle in time; their holds will expire");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(STOP_DELAY_SECONDS);
        threads.shutdownNow();
    }

    /** Throws an exception to cut the connection. Closing the exchange would end an incomplete answer as if it were complete. */
    private void handle(HttpExchange exchange) throws IOException {
        var match = routes.match(
                exchange.getRequestMethod(), exchange.getRequestURI().getPath());
        if (match.isPresent()) {
            invoke(exchange, match.get().route(), match.get().pathParameters());
        } else {
            refuse(exchange, "MISSING_AUTHENTICATION_TOKEN");
        }
        exchange.close();
    }

    private void invoke(HttpExchange exchange, Route route, Map<String, String> parameters) throws IOException {
        var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            refuse(exchange, "REQUEST_TOO_LARGE");
            return;
        }
        if (stopping) {
            return;
        }
        var context =
                new InvocationContext(route.handlerClass(), clock.instant().plus(timeout), clock, () -> stopping);
        switch (handlers.get(route.handlerClass())) {
            case RequestStreamHandler handler ->
                stream(exchange, handler, ProxyEvents.json(exchange, route, parameters, body), context);
            case RequestHandler<?, ?> handler ->
                reply(exchange, buffered(handler), ProxyEvents.event(exchange, route, parameters, body), context);
            case null, default -> throw new IllegalStateException(route.handlerClass() + " is not a Lambda handler");
        }
    }

    /** Runs the handler on a separate thread, so that it completes even if the client disconnects. */
    private void stream(HttpExchange exchange, RequestStreamHandler handler, byte[] event, InvocationContext context)
            throws IOException {
        var pipe = new ClientPipe();
        running.register();
        threads.execute(() -> {
            var complete = false;
            try (var out = new PreludeParser(pipe)) {
                handler.handleRequest(new ByteArrayInputStream(event), out, context);
                out.flush();
                complete = true;
            } catch (IOException e) {
                // The client is gone, or the handler failed. The connection is cut.
                complete = false;
            } finally {
                pipe.end(complete);
                running.arriveAndDeregister();
            }
        });
        pipe.drainTo(exchange);
    }

    private void reply(
            HttpExchange exchange,
            RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> handler,
            APIGatewayProxyRequestEvent event,
            InvocationContext context)
            throws IOException {
        running.register();
        try {
            var answer = handler.handleRequest(event, context);
            answer.getHeaders().forEach(exchange.getResponseHeaders()::set);
            write(exchange, answer.getStatusCode(), body(answer));
        } finally {
            running.arriveAndDeregister();
        }
    }

    private void refuse(HttpExchange exchange, String type) throws IOException {
        var response = responses.ofType(type);
        response.headers().forEach(exchange.getResponseHeaders()::set);
        write(exchange, response.status(), response.body().getBytes(UTF_8));
    }

    private static byte[] body(APIGatewayProxyResponseEvent answer) {
        return Boolean.TRUE.equals(answer.getIsBase64Encoded())
                ? Base64.getDecoder().decode(answer.getBody())
                : answer.getBody().getBytes(UTF_8);
    }

    private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
        if (body.length == 0 || ClientPipe.hasNoBody(exchange, status)) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @SuppressWarnings("unchecked")
    private static RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> buffered(
            RequestHandler<?, ?> handler) {
        return (RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent>) handler;
    }
}
