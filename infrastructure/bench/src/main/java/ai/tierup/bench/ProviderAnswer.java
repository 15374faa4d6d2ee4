package ai.tierup.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** The bytes of the fake provider's answers, in the format of OpenAI's chat API. */
final class ProviderAnswer {

    private static final String WORD = " token";
    private static final String ENVELOPE = "\"id\":\"chatcmpl-bench\",\"created\":1780000000,\"model\":\"bench\"";
    private static final byte[] STREAM_HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8);
    private static final byte[] TOKEN = chunk(event("\"delta\":{\"content\":\"" + WORD + "\"},\"finish_reason\":null"));

    private ProviderAnswer() {}

    /** An answer with JSON. */
    static byte[] whole(int promptTokens, int tokens) {
        var body = "{" + ENVELOPE
                + ",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                + WORD.repeat(tokens) + "\"},\"finish_reason\":\"stop\"}]" + usage(promptTokens, tokens) + "}";
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body)
                .getBytes(UTF_8);
    }

    /** A stream, in one piece. */
    static byte[] streamAtOnce(int promptTokens, int tokens) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(STREAM_HEAD);
        for (var token = 0; token < tokens; token++) {
            all.writeBytes(TOKEN);
        }
        all.writeBytes(streamEnd(promptTokens, tokens));
        return all.toByteArray();
    }

    static byte[] streamHead() {
        return STREAM_HEAD.clone();
    }

    static byte[] token() {
        return TOKEN.clone();
    }

    static byte[] streamEnd(int promptTokens, int tokens) {
        var end = new ByteArrayOutputStream();
        end.writeBytes(chunk(event("\"delta\":{},\"finish_reason\":\"stop\"")));
        end.writeBytes(chunk("data: {" + ENVELOPE + ",\"object\":\"chat.completion.chunk\",\"choices\":[]"
                + usage(promptTokens, tokens) + "}\n\n"));
        end.writeBytes(chunk("data: [DONE]\n\n"));
        end.writeBytes("0\r\n\r\n".getBytes(UTF_8));
        return end.toByteArray();
    }

    private static String event(String choice) {
        return "data: {" + ENVELOPE + ",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0," + choice
                + "}]}\n\n";
    }

    private static String usage(int promptTokens, int tokens) {
        return ",\"usage\":{\"prompt_tokens\":" + promptTokens + ",\"completion_tokens\":" + tokens
                + ",\"total_tokens\":" + (promptTokens + tokens) + "}";
    }

    private static byte[] chunk(String text) {
        return (Integer.toHexString(text.getBytes(UTF_8).length) + "\r\n" + text + "\r\n").getBytes(UTF_8);
    }
}
