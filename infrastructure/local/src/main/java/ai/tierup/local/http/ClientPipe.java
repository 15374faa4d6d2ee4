package ai.tierup.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Carries an answer from the handler's thread to the client's thread, so that a client that reads slowly or not at all does not block
 * the handler. On AWS, API Gateway does the same. The pipe needs no bound, because the length of an answer is bounded.
 */
final class ClientPipe implements PreludeParser.Client {

    private static final int NO_CONTENT = 204;

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private volatile boolean gone;

    private sealed interface Piece {}

    private record HeadPiece(PreludeParser.Head head) implements Piece {}

    private record BodyPiece(byte[] bytes) implements Piece {}

    private record End(boolean complete) implements Piece {}

    /** Returns whether HTTP forbids a body, so that the length of an answer must not be announced as unknown. */
    static boolean hasNoBody(HttpExchange exchange, int status) {
        return status == NO_CONTENT || exchange.getRequestMethod().equals("HEAD");
    }

    @Override
    public void head(PreludeParser.Head head) {
        pieces.add(new HeadPiece(head));
    }

    @Override
    public void body(byte[] bytes) throws IOException {
        if (gone) {
            throw new IOException("The client is gone");
        }
        pieces.add(new BodyPiece(bytes));
    }

    /** @param complete false to cut the connection, so that the client notices the incomplete answer */
    void end(boolean complete) {
        pieces.add(new End(complete));
    }

    /**
     * Writes the answer to the client, on the client's thread, and returns when the answer ends.
     *
     * @throws IOException if the client is gone or the answer is incomplete; the connection must then be cut
     */
    void drainTo(HttpExchange exchange) throws IOException {
        try {
            while (true) {
                switch (pieces.take()) {
                    case HeadPiece(var head) -> {
                        head.headers().forEach(exchange.getResponseHeaders()::set);
                        exchange.sendResponseHeaders(head.status(), hasNoBody(exchange, head.status()) ? -1 : 0);
                    }
                    case BodyPiece(var bytes) -> {
                        exchange.getResponseBody().write(bytes);
                        exchange.getResponseBody().flush();
                    }
                    case End(var complete) -> {
                        if (!complete) {
                            throw new IOException("The handler did not finish its answer");
                        }
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The service stops", e);
        } finally {
            gone = true;
        }
    }
}
