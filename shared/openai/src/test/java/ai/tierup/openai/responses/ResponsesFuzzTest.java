package ai.tierup.openai.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.ErrorBody;
import ai.tierup.api.inference.AnswerMemory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Fuzz tests of the request reader: every corrupted body is read or refused with a catalogued error, and none throws. */
class ResponsesFuzzTest {

    private static final String RICH = ResponsesRequestReaderTest.RICH;
    private static final byte[] VALID = RICH.getBytes(UTF_8);
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "1e999999999",
            "1e-400000000",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[]",
            "{}",
            "[[[[]]]]",
            "\"tier-2\"",
            "7.5",
            "\"\"",
            "[null]",
            "\"message\"",
            "\"function_call_output\"",
            "\"call_1\"");

    private static void assertReadOrRefused(byte[] body, String description) {
        if (ResponsesRequestReader.read(body, AnswerMemory.NONE) instanceof ParsedResponsesRequest.Invalid(var error)) {
            assertThat(error.code().status()).as(description).isIn(400, 404);
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
        var random = new Random(20_261_129);
        for (var round = 0; round < 10_000; round++) {
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
        for (var round = 0; round < 20_000; round++) {
            var colon = RICH.indexOf(':', random.nextInt(RICH.length() - 200));
            var value = VALUES.get(random.nextInt(VALUES.size()));
            for (var end : new int[] {colon + 1 + random.nextInt(12), RICH.indexOf(',', colon)}) {
                assertReadOrRefused(
                        (RICH.substring(0, colon + 1) + value + RICH.substring(end)).getBytes(UTF_8), "round " + round);
            }
        }
    }
}
