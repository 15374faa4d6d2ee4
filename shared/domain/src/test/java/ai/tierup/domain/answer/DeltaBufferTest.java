package ai.tierup.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.answer.AnswerDelta.Text;
import ai.tierup.domain.answer.AnswerDelta.ToolCall;
import ai.tierup.domain.completion.RecordingSink;
import org.junit.jupiter.api.Test;

/** Cutting deltas anew, so that their lengths are not those of tokens. */
class DeltaBufferTest {

    private final DeltaBuffer buffer = new DeltaBuffer();
    private final RecordingSink sink = new RecordingSink();

    private void text(String... tokens) {
        for (var token : tokens) {
            buffer.add(new Text(token));
        }
    }

    @Test
    void textIsCutIntoMultiplesOfEightCharacters() {
        text("Hel", "lo ", "every", "body");
        buffer.drainPiecesTo(sink);
        text("! How", " are you");
        buffer.drainPiecesTo(sink);
        buffer.drainTo(sink);

        assertThat(sink.deltas).containsExactly(new Text("Hello ev"), new Text("erybody! How are"), new Text(" you"));
        assertThat(buffer.isEmpty()).isTrue();
    }

    @Test
    void theLengthsOfTokensDoNotShow() {
        text("a", "bb", "ccc", "d");
        assertThat(buffer.hasPieces()).isFalse();

        text("e");
        assertThat(buffer.hasPieces()).isTrue();
    }

    @Test
    void noCharacterIsSplit() {
        text("😀".repeat(9));
        buffer.drainPiecesTo(sink);

        assertThat(sink.deltas).containsExactly(new Text("😀".repeat(8)));
    }

    @Test
    void argumentsOfAToolCallAreCutAsTextIs() {
        buffer.add(new ToolCall(0, "call_1", "f", ""));
        assertThat(buffer.hasPieces()).isTrue();
        buffer.drainPiecesTo(sink);
        buffer.add(new ToolCall(0, null, null, "{\"zone\":"));
        buffer.drainPiecesTo(sink);
        buffer.add(new ToolCall(0, null, null, "\"UTC\"}"));
        buffer.drainTo(sink);

        assertThat(sink.deltas)
                .containsExactly(
                        new ToolCall(0, "call_1", "f", ""),
                        new ToolCall(0, null, null, "{\"zone\":"),
                        new ToolCall(0, null, null, "\"UTC\"}"));
    }

    @Test
    void whatComesBeforeAToolCallIsSentWhole() {
        text("Let me see");
        buffer.add(new ToolCall(0, "call_1", "f", "{\"a\":1}, and"));
        buffer.drainPiecesTo(sink);

        assertThat(sink.deltas).containsExactly(new Text("Let me see"), new ToolCall(0, "call_1", "f", "{\"a\":1},"));
    }
}
