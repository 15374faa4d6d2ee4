package ai.tierup.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldTest {

    /** Half a character could not be written into the error about the field. */
    @Test
    void aLongNameIsNotCutWithinACharacter() {
        var path =
                new Field(null, "metadata").at("n".repeat(63) + "\ud83d\ude00").path();

        assertThat(path).isEqualTo("metadata." + "n".repeat(63) + "\ufffd");
    }
}
