package ai.tierup.functions.support.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ai.tierup.domain.conversation.TextSamples;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeutralTokenMeterTest {

    private static final long SEED = 20_261_129;
    private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

    /** Seconds are enough on a busy machine. */
    private static final Duration ENDLESS = Duration.ofMinutes(3);

    private static final Encoding WHOLE = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    private final NeutralTokenMeter meter = new NeutralTokenMeter();

    private long count(String text) {
        return meter.count(text, Long.MAX_VALUE);
    }

    /** Counted with OpenAI's own library, tiktoken. */
    @Test
    void tokensAreThoseOfTheModelsOfOpenAi() {
        assertThat(count("")).isZero();
        assertThat(count("hello world")).isEqualTo(2);
        assertThat(count("7 4 1 8")).isEqualTo(7);
        assertThat(count("<|endoftext|>")).isGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void whatPeopleWriteIsCountedExactlyHoweverLongItIs(int written) {
        var text = TextSamples.of(20_000, SEED).get("written " + written);

        assertThat(text).isNotNull();
        assertThat(count(text)).isEqualTo(WHOLE.countTokensOrdinary(text));
    }

    @Test
    void mixturesAreCountedExactlyWhereTheyHaveBreaks() {
        for (var seed = SEED; seed < SEED + 30; seed++) {
            var text = TextSamples.mixed(100, seed).replaceAll("(.{500})", "$1a b");

            assertThat(count(text)).as("seed %d", seed).isEqualTo(WHOLE.countTokensOrdinary(text));
        }
    }

    @Test
    void ofTextWithoutBreaksEachPieceHasAboutOneTokenMore() {
        TextSamples.of(20_000, SEED).forEach((kind, text) -> {
            var pieces = text.length() / NeutralTokenMeter.MAX_PIECE_LENGTH + 1;

            assertThat(count(text))
                    .as(kind)
                    .isBetween(
                            WHOLE.countTokensOrdinary(text) - 2L * pieces,
                            WHOLE.countTokensOrdinary(text) + 2L * pieces);
        });
    }

    @Test
    void aPieceNeverEndsWithinACharacter() {
        var faces = "a" + "😀".repeat(5_000);

        assertThat(count(faces)).isEqualTo(WHOLE.countTokensOrdinary(faces));
    }

    @Test
    void countingStopsSoonAfterTheLimit() {
        assertThat(meter.count("word ".repeat(100_000), 1_000))
                .isBetween(1_001L, 1_000L + NeutralTokenMeter.MAX_PIECE_LENGTH);
    }

    static Stream<String> slowKinds() {
        return Stream.of(
                "one letter", "random letters", "base 64", "spaces", "a run of punctuation", "ideographs", "written 5");
    }

    @ParameterizedTest
    @MethodSource("slowKinds")
    void noBodyTakesLong(String kind) {
        var piece = TextSamples.of(65_536, SEED).get(kind);

        assertThat(piece).isNotNull();
        var text = piece.repeat(MAX_BODY_BYTES / piece.length() + 1);
        assertThat(assertTimeoutPreemptively(ENDLESS, () -> meter.count(text, 200_000)))
                .isPositive();
    }
}
