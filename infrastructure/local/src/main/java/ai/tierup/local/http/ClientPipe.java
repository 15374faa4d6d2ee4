package ai.tierup.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Carries an answer from the handler's thread to the client's, so that a client that reads slowly, or not at all, holds up nobody:
 * on AWS the same is done by the service between function and client. Bounded by the length of an answer.
 */
final class ClientPipe implements PreludeParser.Client {

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private volatile boolean gone;

    private sealed interface Piece {}

    private record HeadPiece(PreludeParser.Head head) implements Piece {}

    private record BodyPiece(byte[] bytes) implements Piece {}

    private record End(boolean complete) implements Piece {}

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

    /** @param complete false cuts the connection, so that the client sees that something is missing */
    void end(boolean complete) {
        pieces.add(new End(complete));
    }

    /**
     * Passes everything on to the client until the end; on the client's thread.
     *
     * @throws IOException when the client is gone, or the end is not all there: the connection is to be cut
     */
    void drainTo(HttpExchange exchange) throws IOException {
        try {
            while (true) {
                switch (pieces.take()) {
                    case HeadPiece(var head) -> {
                        head.headers().forEach(exchange.getResponseHeaders()::set);
                        exchange.sendResponseHeaders(head.status(), 0);
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
