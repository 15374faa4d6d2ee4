package ai.tierup.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.ToolCallDelta;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SplitCharactersTest {

    private static List<UpstreamEvent> joined(UpstreamEvent... events) {
        var characters = new SplitCharacters();
        return Arrays.stream(events)
                .map(characters::join)
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void aCharacterSplitBetweenTwoDeltasIsJoined() {
        assertThat(joined(new TextDelta("a\ud83d"), new TextDelta("\ude00b")))
                .containsExactly(new TextDelta("a"), new TextDelta("😀b"));
    }

    @Test
    void aDeltaOfOnlyHalfACharacterIsHeldBack() {
        assertThat(joined(new TextDelta("\ud83d"), new TextDelta("\ude00"))).containsExactly(new TextDelta("😀"));
    }

    @Test
    void theTextAndEachToolCallAreJoinedSeparately() {
        assertThat(joined(
                        new ToolCallDelta(0, "a", "f", "0\ud83d"),
                        new ToolCallDelta(1, "b", "g", "1\ud83d"),
                        new TextDelta("t"),
                        new ToolCallDelta(1, null, null, "\ude01"),
                        new ToolCallDelta(0, null, null, "\ude00")))
                .containsExactly(
                        new ToolCallDelta(0, "a", "f", "0"),
                        new ToolCallDelta(1, "b", "g", "1"),
                        new TextDelta("t"),
                        new ToolCallDelta(1, null, null, "😁"),
                        new ToolCallDelta(0, null, null, "😀"));
    }

    @Test
    void halfACharacterAtTheEndIsDropped() {
        assertThat(joined(new TextDelta("a\ud83d"), new Finished(FinishReason.LENGTH)))
                .containsExactly(new TextDelta("a"), new Finished(FinishReason.LENGTH));
    }
}
