package ai.tierup.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.completion.ChatFixture;
import ai.tierup.domain.meter.Block;
import ai.tierup.domain.meter.TokenCounter;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bound of a conversation against real tokenisers, over ordinary text and over text chosen against them. */
class TokenBoundTest {

    private static final long SEED = 20_261_129;
    private static final int LENGTH = 2_000;
    private static final List<Encoding> TOKENISERS = Stream.of(EncodingType.O200K_BASE, EncodingType.CL100K_BASE)
            .map(Encodings.newLazyEncodingRegistry()::getEncoding)
            .toList();

    private static long boundOf(String text) {
        return InputSize.of(ChatFixture.conversation(new Part.Text(text))).boundTokens();
    }

    @Test
    void noTextHasMoreTokensThanItsBound() {
        TextSamples.of(LENGTH, SEED)
                .forEach((kind, text) -> assertThat(TOKENISERS)
                        .allSatisfy(tokeniser -> assertThat((long) tokeniser.countTokensOrdinary(text))
                                .as("%s in %s", kind, tokeniser.getName())
                                .isLessThanOrEqualTo(boundOf(text))));
    }

    @Test
    void noMixtureOfTextsHasMoreTokensThanItsBound() {
        for (var seed = SEED; seed < SEED + 200; seed++) {
            var text = TextSamples.mixed(12, seed);
            for (var tokeniser : TOKENISERS) {
                assertThat((long) tokeniser.countTokensOrdinary(text))
                        .as("seed %d in %s", seed, tokeniser.getName())
                        .isLessThanOrEqualTo(boundOf(text));
            }
        }
    }

    /** Why the bound is not lower for any kind of text: each of these has a token a byte, or nearly. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "one unmerged pair",
                "spaced digits",
                "digits and commas",
                "digits and line breaks",
                "ideographs, extension B",
                "hieroglyphs"
            })
    void textCanHaveATokenAByte(String kind) {
        var text = TextSamples.of(LENGTH, SEED).get(kind);

        assertThat(text).isNotNull();
        assertThat(TOKENISERS)
                .allSatisfy(tokeniser -> assertThat((double) tokeniser.countTokensOrdinary(text))
                        .isGreaterThan(0.98 * Utf8.bytes(text)));
    }

    /** Otherwise a request would be refused or not depending on whether its neutral tokens are counted. */
    @Test
    void theNeutralTokensOfAConversationAreWithinItsBound() {
        var counter = new TokenCounter((text, limit) -> TOKENISERS.getFirst().countTokensOrdinary(text));
        for (var seed = SEED; seed < SEED + 300; seed++) {
            var conversation = conversation(new SplittableRandom(seed));
            var bound = InputSize.of(conversation).boundTokens();
            var tokens =
                    Block.of(conversation).stream().mapToLong(counter::count).sum();

            assertThat(tokens).as("seed %d", seed).isLessThanOrEqualTo(bound);
        }
    }

    private static Conversation conversation(SplittableRandom random) {
        var messages = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> new Message(
                        random.nextBoolean() ? Message.Role.USER : Message.Role.ASSISTANT,
                        IntStream.range(0, random.nextInt(6))
                                .mapToObj(j -> part(random))
                                .toList(),
                        random.nextBoolean() ? null : text(random)))
                .toList();
        var tools = IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> new Tool(text(random), text(random), new JsonText("{}"), null))
                .toList();
        ResponseFormat format = switch (random.nextInt(3)) {
            case 0 -> new ResponseFormat.Text();
            case 1 -> new ResponseFormat.JsonObject();
            default -> new ResponseFormat.JsonSchema(text(random), null, new JsonText("{\"a\":1}"), true);
        };
        return new Conversation(messages, tools, null, null, format, Sampling.DEFAULT);
    }

    private static Part part(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> new Part.Image("image/png", "AAAA", Part.Detail.AUTO);
            case 1 -> new Part.ToolCall(text(random), text(random), text(random));
            case 2 -> new Part.ToolResult(text(random), text(random));
            case 3 -> new Part.Reasoning(text(random));
            default -> new Part.Text(text(random));
        };
    }

    private static String text(SplittableRandom random) {
        return random.nextInt(3) == 0 ? "" : TextSamples.mixed(1, random.nextLong());
    }
}
