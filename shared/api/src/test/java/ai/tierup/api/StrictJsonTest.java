package ai.tierup.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.StrictJson.Invalid;
import ai.tierup.api.StrictJson.Parsed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    /** Characters of one to four bytes, in bodies that end anywhere around the size of the buffer into which they are decoded. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 146, 147, 1_000, 10_000})
    void charactersOfAllLengthsAreRead(int times) {
        var text = "aé€😀b".repeat(times);

        var read = StrictJson.readObject(("{\"text\":\"" + text + "\"}").getBytes(UTF_8));

        assertThat(((Parsed) read).json().get("text").textValue()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_023, 1_024, 5_000})
    void aByteThatIsNotUtf8IsFoundAnywhere(int position) {
        var body = ("{\"text\":\"" + "a".repeat(6_000) + "\"}").getBytes(UTF_8);
        body[position + "{\"text\":\"".length()] = (byte) 0xff;

        assertThat(StrictJson.readObject(body)).isInstanceOf(Invalid.class);
    }

    @Test
    void aBodyThatEndsWithinACharacterIsNotUtf8() {
        var body = "{\"text\":\"€".getBytes(UTF_8);

        var read = (Invalid) StrictJson.readObject(Arrays.copyOf(body, body.length - 1));

        assertThat(read.error().message()).contains("not valid UTF-8");
    }
}
