package ai.tierup.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPOutputStream;

/** A server on a raw socket that answers every request with the same bytes, and then closes or stays silent. */
final class ScriptedServer implements AutoCloseable {

    final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    final BlockingQueue<String> disconnects = new LinkedBlockingQueue<>();
    private final ServerSocket socket;
    private final byte[] answer;
    private final boolean staysOpen;

    private ScriptedServer(String answer, boolean staysOpen) throws IOException {
        this(answer.getBytes(UTF_8), staysOpen);
    }

    private ScriptedServer(byte[] answer, boolean staysOpen) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answer = answer;
        this.staysOpen = staysOpen;
        Thread.ofVirtual().start(this::accept);
    }

    static ScriptedServer answering(int status, String type, String body) throws IOException {
        return new ScriptedServer(head(status, type, "") + body, false);
    }

    /** Answers with a compressed stream. */
    static ScriptedServer compressing(int status, String body) throws IOException {
        var answer = new ByteArrayOutputStream();
        answer.writeBytes(
                head(status, "text/event-stream", "content-encoding: gzip\r\n").getBytes(UTF_8));
        try (var gzip = new GZIPOutputStream(answer)) {
            gzip.write(body.getBytes(UTF_8));
        }
        return new ScriptedServer(answer.toByteArray(), false);
    }

    /** Answers with a truncated body: it announces a greater length and closes. */
    static ScriptedServer cutting(String type, String body) throws IOException {
        return new ScriptedServer(head(200, type, "content-length: 1000000\r\n") + body, false);
    }

    /** Sends the beginning of a stream and then nothing until the client disconnects. */
    static ScriptedServer stalling(String beginning) throws IOException {
        return new ScriptedServer(head(200, "text/event-stream", "") + beginning, true);
    }

    private static String head(int status, String type, String more) {
        return "HTTP/1.1 " + status + " X\r\ncontent-type: " + type + "\r\n" + more + "connection: close\r\n\r\n";
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            requests.add(readRequest(client.getInputStream()));
            client.getOutputStream().write(answer);
            client.getOutputStream().flush();
            if (staysOpen && client.getInputStream().read() < 0) {
                disconnects.add("closed");
            }
        } catch (IOException e) {
            disconnects.add("reset");
        }
    }

    private static String readRequest(InputStream in) throws IOException {
        var request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            request.append((char) in.read());
        }
        var length = request.toString().toLowerCase(Locale.ROOT).replaceAll("(?s).*content-length: (\\d+).*", "$1");
        return request + new String(in.readNBytes(Integer.parseInt(length)), UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
