package ai.tierup.openai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ai.tierup.api.ErrorBody;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Fuzz tests of the request reader: every corrupted body is read or refused with a catalogued error, and none throws. */
class ChatRequestFuzzTest {

    private static final byte[] VALID = ChatRequestReaderTest.RICH.getBytes(UTF_8);
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "1e999999999",
            "1e400000000",
            "1e-400000000",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[]",
            "{}",
            "[[[[]]]]",
            "\"tier-2\"",
            "7.5",
            "\"\"",
            "[null]");

    private static final List<String> NUMBERS = List.of(
            "temperature",
            "top_p",
            "frequency_penalty",
            "presence_penalty",
            "max_tokens",
            "max_completion_tokens",
            "seed",
            "n",
            "top_logprobs");

    /** Milliseconds are enough; writing out 400 million zeros takes many times longer. */
    private static final Duration ENDLESS = Duration.ofMinutes(1);

    private static void assertReadOrRefused(byte[] body, String description) {
        var read = ChatRequestReader.read(body);
        if (read instanceof ParsedChatRequest.Invalid(var error)) {
            assertThat(error.code().status()).as(description).isIn(400, 404, 413);
            assertThat(new String(ErrorBody.write(error), UTF_8)).startsWith("{\"error\":{\"message\":");
        }
    }

    @Test
    void aTruncatedBodyIsReadOrRefused() {
        for (var length = 0; length < VALID.length; length++) {
            assertReadOrRefused(Arrays.copyOf(VALID, length), "cut at " + length);
        }
    }

    @Test
    void aBodyWithChangedBytesIsReadOrRefused() {
        var random = new Random(20_261_124);
        for (var round = 0; round < 20_000; round++) {
            var body = VALID.clone();
            for (var change = random.nextInt(3); change >= 0; change--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            assertReadOrRefused(body, "round " + round);
        }
    }

    @Test
    void aBodyWithReplacedValuesIsReadOrRefused() {
        var random = new Random(77);
        var text = ChatRequestReaderTest.RICH;
        for (var round = 0; round < 20_000; round++) {
            var colon = text.indexOf(':', random.nextInt(text.length() - 200));
            var end = colon + 1 + random.nextInt(12);
            var value = VALUES.get(random.nextInt(VALUES.size()));
            assertReadOrRefused(
                    (text.substring(0, colon + 1) + value + text.substring(end)).getBytes(UTF_8), "round " + round);
            var comma = text.indexOf(',', colon);
            assertReadOrRefused(
                    (text.substring(0, colon + 1) + value + text.substring(comma)).getBytes(UTF_8), "round " + round);
        }
    }

    @Test
    void anyNumberInAnyFieldOfNumbers() {
        var random = new Random(14);
        assertTimeoutPreemptively(ENDLESS, () -> {
            for (var round = 0; round < 5_000; round++) {
                var field = NUMBERS.get(random.nextInt(NUMBERS.size()));
                var number = (random.nextInt() >> random.nextInt(32)) + "." + random.nextInt(1000) + "e"
                        + (random.nextInt() >> random.nextInt(32));
                assertReadOrRefused("""
                        {"model":"tier-2","messages":[{"role":"user","content":"hi"}],"%s":%s}""".formatted(field, number).getBytes(UTF_8), field + " " + number);
            }
        });
    }
}
