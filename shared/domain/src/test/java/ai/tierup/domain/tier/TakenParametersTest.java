package ai.tierup.domain.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TakenParametersTest {

    private static TakenParameters taking(String names) {
        Set<ReasoningEffort> efforts = Arrays.stream(names.split(" "))
                .filter(name -> !name.isEmpty())
                .map(name -> ReasoningEffort.named(name).orElseThrow())
                .collect(Collectors.toSet());
        return new TakenParameters(null, efforts);
    }

    @ParameterizedTest
    @CsvSource({
        "low medium high, medium, medium",
        "low medium high, max, high",
        "low medium high, xhigh, high",
        "low medium high, minimal, low",
        "low medium high, none, low",
        "none low medium high, none, none",
        "none low medium high, minimal, low",
        "none high max, medium, high",
        "none high max, xhigh, high",
        "max, none, max",
        "none, high, none",
        "'', high, "
    })
    void theNearestLevelIsAskedForAndSomeReasoningStaysSome(String taken, String asked, @Nullable String expected) {
        var effort = taking(taken).effortFor(ReasoningEffort.named(asked).orElseThrow());

        assertThat(effort == null ? null : effort.publicName()).isEqualTo(expected);
    }

    @Test
    void whatNobodyAsksForAndWhatNothingIsSaidOfStaysAsItIs() {
        assertThat(taking("low").effortFor(null)).isNull();
        assertThat(TakenParameters.UNKNOWN.effortFor(ReasoningEffort.MAX)).isEqualTo(ReasoningEffort.MAX);
        assertThat(TakenParameters.UNKNOWN.effortFor(null)).isNull();
    }

    @Test
    void aCandidateHasLevelsIfItTakesOneOrNothingIsSaid() {
        assertThat(taking("none low").hasLevels()).isTrue();
        assertThat(TakenParameters.UNKNOWN.hasLevels()).isTrue();
        assertThat(taking("none").hasLevels()).isFalse();
        assertThat(taking("").hasLevels()).isFalse();
    }
}
