package ai.tierup.simulators.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ControlWordTest {

    private static final Path PAGE = Path.of(System.getProperty("tierup.home"), "docs", "SIMULATORS.md");

    /** A row of the page's table of words. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)(?:=([^`]+))?` \\|");

    @Test
    void thePageOnTheSimulatorsListsEachWordOnce() throws IOException {
        assertThat(rows().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ControlWord.values())
                        .map(ControlWord::word)
                        .toList());
    }

    @Test
    void itsExamplesAreUnderstood() throws IOException {
        assertThat(rows()).allSatisfy(row -> {
            var value = row.group(2) == null ? "" : row.group(2);
            assertThat(ControlWord.named(row.group(1)).orElseThrow().accepts(value))
                    .isTrue();
        });
    }

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE)).results();
    }
}
