package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.functions.support.observability.ChatReport;
import ai.tierup.local.RunningService.Api;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that disconnect, stall or never finish. They block no other client, and their answers are billed in full. */
@Tag("service")
@ExtendWith(RunningService.class)
class BadClientsTest {

    private static final String SMALL = """
            {"model": "tier-2", "max_tokens": 50, "messages": [{"role": "user", "content": "hello"}]}""";

    private static String longStream(int tokens) {
        return """
                {"model": "tier-2", "stream": true, "max_tokens": 9000, "messages": [
                  {"role": "user", "content": "[[simulate:tokens=%d]] go"}]}""".formatted(tokens);
    }

    private static Socket send(Api api, String account, String body, int contentLength) throws IOException {
        return send(api, account, "", body, contentLength);
    }

    private static Socket send(Api api, String account, String moreHeaders, String body, int contentLength)
            throws IOException {
        var url = URI.create(api.url("/"));
        var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort());
        socket.getOutputStream()
                .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                + api.key(account).reveal() + "\r\nContent-Type: application/json\r\n" + moreHeaders
                                + "Content-Length: "
                                + contentLength + "\r\n\r\n" + body)
                        .getBytes(UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private static ChatReport nextReportAfter(Api api, int before) throws InterruptedException {
        return api.journal.await(before + 1, 20, TimeUnit.SECONDS).get(before);
    }

    @Test
    void aClientThatDisconnectsIsBilledForTheWholeAnswer(Api api) throws Exception {
        var before = api.journal.reports().size();
        try (var socket =
                send(api, "load-13", longStream(4000), longStream(4000).length())) {
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }

        var report = nextReportAfter(api, before);

        var wallet = api.read("load-13", "/v1/wallet");
        assertThat(report.error()).isNull();
        var record = requireNonNull(report.record());
        assertThat(record.tokens().completionTokens()).isEqualTo(4000);
        assertThat(wallet.path("debits_usd").asText()).isEqualTo(record.cost().usd());
        assertThat(wallet.path("open_holds").asInt()).isZero();
    }

    @Test
    void aClientThatDisconnectsGetsTheWholeAnswerWithItsIdempotencyKey(Api api) throws Exception {
        var before = api.journal.reports().size();
        var headers = "Idempotency-Key: left\r\nConnection: close\r\n";
        try (var socket =
                send(api, "load-14", headers, longStream(4000), longStream(4000).length())) {
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
        var report = nextReportAfter(api, before);

        try (var socket =
                send(api, "load-14", headers, longStream(4000), longStream(4000).length())) {
            var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer.toLowerCase(Locale.ROOT)).contains("idempotent-replayed: true");
            assertThat(answer).contains("chatcmpl-" + report.id().value()).contains("[DONE]");
        }
        assertThat(nextReportAfter(api, before + 1).isReplay()).isTrue();
    }

    @Test
    void anIdempotencyKeyWithOtherBytesIsRefused(Api api) throws Exception {
        for (var key : List.of("clé", "😀", "a\u0000b", "a\u007fb")) {
            var headers = "Idempotency-Key: " + key + "\r\nConnection: close\r\n";
            try (var socket = send(api, "load-14", headers, SMALL, SMALL.length())) {
                assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                        .as(key)
                        .startsWith("HTTP/1.1 400 ")
                        .contains("invalid_value", "Idempotency-Key");
            }
        }
    }

    @Test
    void whiteSpaceAroundAnIdempotencyKeyIsIgnored(Api api) throws Exception {
        for (var header : List.of("Idempotency-Key:spaced\r\n", "idempotency-key: \t spaced \t \r\n")) {
            try (var socket = send(api, "load-14", header + "Connection: close\r\n", SMALL, SMALL.length())) {
                var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 200 ");
                assertThat(answer.toLowerCase(Locale.ROOT).contains("idempotent-replayed: true"))
                        .isEqualTo(header.startsWith("i"));
            }
        }
    }

    @Test
    void clientsThatNeverReadBlockNoOther(Api api) throws Exception {
        List<Socket> sockets = new ArrayList<>();
        var before = api.journal.reports().size();
        for (var client = 0; client < 20; client++) {
            sockets.add(send(api, "load-15", longStream(6000), longStream(6000).length()));
        }

        assertThat(api.chat("load-14", SMALL).statusCode()).isEqualTo(200);
        api.journal.await(before + 21, 60, TimeUnit.SECONDS);
        assertThat(api.read("load-15", "/v1/wallet").path("open_holds").asInt()).isZero();
        for (var socket : sockets) {
            socket.close();
        }
    }

    @Test
    void clientsThatNeverSendTheirBodyBlockNoOther(Api api) throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (var client = 0; client < 100; client++) {
            sockets.add(send(api, "load-15", "{\"model\":", 5000));
        }

        assertThat(api.chat("load-14", SMALL).statusCode()).isEqualTo(200);
        for (var socket : sockets) {
            socket.close();
        }
    }
}
