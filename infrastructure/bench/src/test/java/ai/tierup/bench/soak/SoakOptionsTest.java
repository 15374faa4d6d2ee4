package ai.tierup.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SoakOptionsTest {

    @Test
    void aSoakTakesHalfAnHour() {
        assertThat(SoakOptions.parse()).isEqualTo(new SoakOptions(Duration.ofMinutes(30), 20, 1));
        assertThat(SoakOptions.parse("--minutes", "5", "--rate", "3", "--seed", "17"))
                .isEqualTo(new SoakOptions(Duration.ofMinutes(5), 3, 17));
    }

    @Test
    void aWrongCommandLineIsExplained() {
        assertThatThrownBy(() -> SoakOptions.parse("--rate")).hasMessage("--rate needs a value");
        assertThatThrownBy(() -> SoakOptions.parse("--rate", "0")).hasMessage("--rate needs at least 1");
        assertThatThrownBy(() -> SoakOptions.parse("--rate", "x")).hasMessage("--rate needs a whole number");
        assertThatThrownBy(() -> SoakOptions.parse("--hours", "1")).hasMessage("There is no option --hours");
    }
}
