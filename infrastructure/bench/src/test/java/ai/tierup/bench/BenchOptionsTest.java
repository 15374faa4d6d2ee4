package ai.tierup.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {

    @Test
    void withoutOptionsAllModesAreMeasuredAlone() {
        var options = BenchOptions.parse();
        assertThat(options.modes()).containsExactly(Mode.FULL, Mode.QUICK, Mode.MEMORY);
        assertThat(options.block()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.peers()).isEmpty();
        assertThat(options.note()).isEmpty();
    }

    @Test
    void theFirstModeIsTheOneThatIsCompared() {
        assertThat(BenchOptions.parse("--modes", "memory,full").modes()).containsExactly(Mode.MEMORY, Mode.FULL);
    }

    @Test
    void aPeerIsToldWhereTheProviderIs() {
        var options = BenchOptions.parse(
                "--peer",
                "other=http://127.0.0.1:8787/v1",
                "--header",
                "x-host: {provider}",
                "--model",
                "m",
                "--pid",
                "17",
                "--seconds",
                "9");
        assertThat(options.block()).isEqualTo(Duration.ofSeconds(9));
        var peer = options.peers().getFirst();
        assertThat(peer.pid()).isEqualTo(OptionalLong.of(17));
        assertThat(peer.target(URI.create("http://127.0.0.1:1/v1")))
                .isEqualTo(new Target(
                        "other",
                        URI.create("http://127.0.0.1:8787/v1"),
                        "m",
                        List.of("bench"),
                        Map.of("x-host", "http://127.0.0.1:1/v1")));
    }

    @Test
    void aWrongCommandLineIsExplained() {
        assertThatThrownBy(() -> BenchOptions.parse("--rounds")).hasMessage("--rounds needs a value");
        assertThatThrownBy(() -> BenchOptions.parse("--rounds", "0")).hasMessage("--rounds needs at least 1");
        assertThatThrownBy(() -> BenchOptions.parse("--rounds", "x")).hasMessage("--rounds needs a whole number");
        assertThatThrownBy(() -> BenchOptions.parse("--peer", "x")).hasMessage("--peer needs NAME=VALUE");
        assertThatThrownBy(() -> BenchOptions.parse("--header", "x:y"))
                .hasMessage("--header comes after the --peer that it belongs to");
        assertThatThrownBy(() -> BenchOptions.parse("--fast", "1")).hasMessage("There is no option --fast");
        assertThatThrownBy(() -> BenchOptions.parse("--modes", "full,slow"))
                .hasMessage("--modes names full, quick and memory");
    }
}
