package ai.tierup.functions.support.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.domain.conversation.TextSamples;
import ai.tierup.domain.meter.Block;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.openai.chat.OpenAiChat;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Compares our counts with those of tiktoken for Python and for Node, which {@code scripts/tests/token-counts} has recorded. With
 * {@code -Dtierup.token-inputs=FILE}, writes the texts for it, one JSON string a line.
 */
class RecordedTokenCountsTest {

    private static final int TEXTS = 10_000;
    private static final long SEED = 16_2026;

    private final NeutralTokenMeter meter = new NeutralTokenMeter();

    private static List<String> texts() {
        return IntStream.range(0, TEXTS)
                .mapToObj(i -> TextSamples.mixed(1 + i % 7, SEED + i))
                .toList();
    }

    private static List<Integer> recorded() throws IOException {
        try (var in = RecordedTokenCountsTest.class.getResourceAsStream("/token-counts.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .lines()
                    .flatMap(line -> Pattern.compile(" ").splitAsStream(line))
                    .map(Integer::valueOf)
                    .toList();
        }
    }

    @Test
    void tenThousandTextsHaveTheCountsOfThePublicLibraries() throws IOException {
        var texts = texts();
        var inputs = System.getProperty("tierup.token-inputs");
        if (inputs != null) {
            var json = new ObjectMapper();
            var lines = new StringBuilder();
            for (var text : texts) {
                lines.append(json.writeValueAsString(text)).append('\n');
            }
            Files.writeString(Path.of(inputs), lines);
            return;
        }

        var recorded = recorded();
        assertThat(recorded).hasSize(TEXTS);
        for (var i = 0; i < TEXTS; i++) {
            assertThat(meter.count(texts.get(i), Long.MAX_VALUE))
                    .as("text %d: %s", i, texts.get(i))
                    .isEqualTo(recorded.get(i).longValue());
        }
    }

    @Test
    void theRequestInTheBillingPaperHasTheCountThatIsStatedThere() throws IOException {
        var paper = Files.readString(Path.of(System.getProperty("tierup.home", ".."), "docs", "BILLING.md"));
        var request = group("```json\n(.*?)```", paper);

        var read = (ParsedRequest.Valid) new OpenAiChat().read(request.getBytes(UTF_8));
        var counter = new TokenCounter(meter);
        var tokens = Block.of(read.request().conversation()).stream()
                .mapToLong(counter::count)
                .sum();

        assertThat(tokens).isEqualTo(Long.parseLong(group("\\*\\*(\\d+) tokens\\*\\*", paper)));
    }

    private static String group(String pattern, String text) {
        var matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
