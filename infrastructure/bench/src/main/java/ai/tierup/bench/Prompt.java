package ai.tierup.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** The requests that the benchmark sends. All bytes are the same in every run. */
enum Prompt {
    KB_1("a prompt of 1 KB") {
        @Override
        void fill(ObjectNode body) {
            user(body, words(1_000));
        }
    },
    KB_100("a prompt of 100 KB") {
        @Override
        void fill(ObjectNode body) {
            user(body, words(100_000));
        }
    },
    IMAGE_1_MB("a prompt with an image of 1 MB") {
        @Override
        void fill(ObjectNode body) {
            var image = new byte[IMAGE_BYTES];
            new Random(SEED).nextBytes(image);
            System.arraycopy(PNG_HEADER, 0, image, 0, PNG_HEADER.length);
            var message = body.putArray("messages").addObject().put("role", "user");
            var content = message.putArray("content");
            content.addObject().put("type", "text").put("text", "What is on this picture?");
            content.addObject()
                    .put("type", "image_url")
                    .putObject("image_url")
                    .put("url", "data:image/png;base64," + Base64.getEncoder().encodeToString(image));
        }
    },
    TOOLS_20("20 tools") {
        @Override
        void fill(ObjectNode body) {
            user(body, words(1_000));
            tools(body);
        }
    },
    AGENT_TURN("an agent's turn of 60,000 tokens") {
        @Override
        void fill(ObjectNode body) {
            var messages = user(body, words(4_000));
            for (var turn = 0; turn < AGENT_TURNS; turn++) {
                var id = "call_%016d".formatted(turn);
                var call = messages.addObject()
                        .put("role", "assistant")
                        .putArray("tool_calls")
                        .addObject()
                        .put("id", id)
                        .put("type", "function");
                call.putObject("function").put("name", "read_file_0").put("arguments", "{\"path\":\"src/Main.java\"}");
                messages.addObject().put("role", "tool").put("tool_call_id", id).put("content", words(11_000));
            }
            tools(body);
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 17;
    private static final int IMAGE_BYTES = 768 * 1024;
    private static final int AGENT_TURNS = 20;
    private static final int TOOLS = 20;
    private static final int MAX_ANSWER_TOKENS = 256;
    private static final String[] WORDS =
            ("the request was sent to a server that answers with tokens and then the stream ends when all of them are"
                            + " written")
                    .split(" ");

    /** The first bytes of a picture of 1,024 × 768 pixels. */
    private static final byte[] PNG_HEADER = {
        (byte) 0x89,
        'P',
        'N',
        'G',
        0x0d,
        0x0a,
        0x1a,
        0x0a,
        0,
        0,
        0,
        0x0d,
        'I',
        'H',
        'D',
        'R',
        0,
        0,
        4,
        0,
        0,
        0,
        3,
        0,
        8,
        2,
        0,
        0,
        0
    };

    private final String description;

    Prompt(String description) {
        this.description = description;
    }

    abstract void fill(ObjectNode body);

    String description() {
        return description;
    }

    /** The JSON of a call. */
    byte[] body(String model, boolean stream) {
        var body = JSON.createObjectNode().put("model", model).put("max_tokens", MAX_ANSWER_TOKENS);
        if (stream) {
            body.put("stream", true);
        }
        fill(body);
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ArrayNode user(ObjectNode body, String text) {
        var messages = body.putArray("messages");
        messages.addObject().put("role", "user").put("content", text);
        return messages;
    }

    private static String words(int characters) {
        var random = new Random(SEED);
        var text = new StringBuilder(characters + WORDS[0].length());
        while (text.length() < characters) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return text.toString();
    }

    private static void tools(ObjectNode body) {
        var tools = body.putArray("tools");
        for (var number = 0; number < TOOLS; number++) {
            var function = tools.addObject().put("type", "function").putObject("function");
            function.put("name", "read_file_" + number).put("description", words(200));
            var parameters = function.putObject("parameters").put("type", "object");
            var properties = parameters.putObject("properties");
            properties.putObject("path").put("type", "string").put("description", words(60));
            properties.putObject("lines").put("type", "integer").put("description", words(60));
            parameters.putArray("required").add("path");
        }
    }
}
