package ai.tierup.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ApiKeySecretTest {

    @Test
    void aGeneratedSecretIsParsed() {
        var key = ApiKeySecret.generate(new Random(3));

        var read = ApiKeySecret.parse(key.reveal()).orElseThrow();

        assertThat(key.reveal()).matches("tu-[0-9A-Za-z]{38}");
        assertThat(read.hash()).isEqualTo(key.hash());
        assertThat(read.hash().hex()).matches("[0-9a-f]{64}");
    }

    @Test
    void aChangeOfAnyCharacterIsDetected() {
        var text = ApiKeySecret.generate(new Random(4)).reveal();

        for (var i = 3; i < text.length(); i++) {
            var changed = text.substring(0, i) + (text.charAt(i) == 'a' ? 'b' : 'a') + text.substring(i + 1);
            assertThat(ApiKeySecret.parse(changed)).as(changed).isEmpty();
        }
    }

    @Test
    void textOfAnotherFormIsNotASecret() {
        assertThat(ApiKeySecret.parse("")).isEmpty();
        assertThat(ApiKeySecret.parse("sk-" + "a".repeat(38))).isEmpty();
        assertThat(ApiKeySecret.parse("tu-" + "a".repeat(37) + "é")).isEmpty();
    }

    @Test
    void aPrintedSecretShowsOnlyItsPrefix() {
        var key = ApiKeySecret.generate(new Random(5));

        assertThat(key.toString()).isEqualTo(key.reveal().substring(0, 7) + "…");
    }
}
