package ai.tierup.bench;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A kept connection to a target, which sends one call after the other. It does as little as possible, to leave the machine to the gateway. */
final class Connection implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int OK = 200;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final byte[] call;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    private Connection(Socket socket, byte[] call) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
        this.call = call;
    }

    /**
     * @param number the connection's number, which decides its key
     * @param body the JSON of its calls
     */
    static Connection open(Target target, int number, byte[] body) throws IOException {
        var url = target.baseUrl();
        var head =
                new StringBuilder("POST " + url.getPath() + "/chat/completions HTTP/1.1\r\nHost: " + url.getAuthority()
                        + "\r\nAuthorization: Bearer " + target.key(number)
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length + "\r\n");
        target.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        var headBytes = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        var call = new byte[headBytes.length + body.length];
        System.arraycopy(headBytes, 0, call, 0, headBytes.length);
        System.arraycopy(body, 0, call, headBytes.length, body.length);
        var socket = new Socket(InetAddress.ofLiteral(url.getHost()), url.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return new Connection(socket, call);
    }

    /** Sends the call and reads its whole answer. Returns whether the status is 200. */
    boolean exchange() throws IOException {
        var head = send();
        var body = head.body(in);
        for (var count = body.read(buffer); count >= 0; ) {
            count = body.read(buffer);
        }
        return head.status() == OK;
    }

    /** Receives a stream's pieces. */
    interface StreamListener {

        /** A piece of text has come. */
        void piece();
    }

    /** Sends the call and reads its stream. Returns whether it was whole. */
    boolean stream(StreamListener listener) throws IOException {
        var head = send();
        var body = head.body(in);
        var events = new EventScanner(listener);
        for (var count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            events.read(buffer, count);
        }
        return head.status() == OK && events.isDone();
    }

    private MessageHead send() throws IOException {
        socket.getOutputStream().write(call);
        return MessageHead.read(in).orElseThrow(EOFException::new);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
