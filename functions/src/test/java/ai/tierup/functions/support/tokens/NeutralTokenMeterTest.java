package ai.tierup.functions.support.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ai.tierup.domain.conversation.TextSamples;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the counts with those of the library jtokkit, which takes longer. */
class NeutralTokenMeterTest {

    private static final long SEED = 20_261_129;
    private static final int BYTES = 1024 * 1024;

    /** Seconds are enough on a busy machine. */
    private static final Duration ENDLESS = Duration.ofMinutes(3);

    private static final Encoding JTOKKIT = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

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

    @Test
    void everyKindOfTextIsCountedExactly() {
        TextSamples.of(20_000, SEED)
                .forEach((kind, text) -> assertThat(count(text)).as(kind).isEqualTo(JTOKKIT.countTokensOrdinary(text)));
    }

    @Test
    void everyMixtureIsCountedExactly() {
        for (var seed = SEED; seed < SEED + 300; seed++) {
            var text = TextSamples.mixed(30, seed);

            assertThat(count(text)).as("seed %d", seed).isEqualTo(JTOKKIT.countTokensOrdinary(text));
        }
    }

    /** Where words end is decided between neighbours, so short texts of few characters have all cases. */
    @Test
    void everyNeighbourhoodIsCountedExactly() {
        var characters = "aAbZé\u0301ªʰ文1²  \t\n\r\u00a0\u2028\u0085'sSſtReLlVdm./-$\u200b\ufeff😀Ǆ\u0000";
        var random = new SplittableRandom(SEED);
        for (var i = 0; i < 50_000; i++) {
            var text = random.ints(random.nextInt(9), 0, characters.codePointCount(0, characters.length()))
                    .map(at -> characters.codePointAt(characters.offsetByCodePoints(0, at)))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            assertThat(count(text)).as(text).isEqualTo(JTOKKIT.countTokensOrdinary(text));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 127, 128, 129, 1_000, 4_097})
    void aRunIsCountedExactlyHoweverLongItIs(int length) {
        for (var run :
                new String[] {"=", "-", " ", "a", "A", "\n", "\u0301", "文", "😀", "jz", "ab", "=-", " \n", "'"}) {
            var text = run.repeat(length);

            assertThat(count(text)).as("%d × %s", length, run).isEqualTo(JTOKKIT.countTokensOrdinary(text));
        }
    }

    @Test
    void halfACharacterIsCountedAsTheReplacementCharacter() {
        assertThat(count("a\ud83d b\ude00")).isEqualTo(count("a\ufffd b\ufffd"));
    }

    @Test
    void countingStopsSoonAfterTheLimit() {
        assertThat(meter.count("word ".repeat(100_000), 1_000)).isBetween(1_001L, 1_010L);
    }

    /** Printed, so that whoever changes the encoder sees what it costs. */
    @ParameterizedTest
    @ValueSource(strings = {"random letters", "a run of punctuation", "ideographs"})
    void noBodyTakesLong(String kind) {
        var piece = TextSamples.of(65_536, SEED).get(kind);

        assertThat(piece).isNotNull();
        var text = piece.repeat(BYTES / piece.length() + 1);
        var start = System.nanoTime();
        assertThat(assertTimeoutPreemptively(ENDLESS, () -> count(text))).isPositive();
        System.out.printf("1 MiB of %s: %d ms%n", kind, (System.nanoTime() - start) / 1_000_000);
    }
}
