package ai.tierup.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.ToolCallDelta;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolCallNumbersTest {

    private static List<UpstreamEvent> numbered(UpstreamEvent... events) {
        var numbers = new ToolCallNumbers();
        return Arrays.stream(events).map(numbers::number).toList();
    }

    @Test
    void piecesWithTheSameIndexAreOneCall() {
        assertThat(numbered(
                        new ToolCallDelta(4, "a", "f", ""),
                        new ToolCallDelta(7, "b", "g", ""),
                        new ToolCallDelta(4, null, null, "{}"),
                        new ToolCallDelta(7, null, null, "[]")))
                .containsExactly(
                        new ToolCallDelta(0, "a", "f", ""),
                        new ToolCallDelta(1, "b", "g", ""),
                        new ToolCallDelta(0, null, null, "{}"),
                        new ToolCallDelta(1, null, null, "[]"));
    }

    @Test
    void aNewIdWithANameBeginsANewCall() {
        assertThat(numbered(
                        new ToolCallDelta(0, "a", "f", "{1}"),
                        new ToolCallDelta(0, "b", "f", "{2"),
                        new ToolCallDelta(0, null, null, "}")))
                .containsExactly(
                        new ToolCallDelta(0, "a", "f", "{1}"),
                        new ToolCallDelta(1, "b", "f", "{2"),
                        new ToolCallDelta(1, null, null, "}"));
    }

    @Test
    void aNewIdWithoutANameContinuesTheCall() {
        assertThat(numbered(new ToolCallDelta(0, "a", "f", "{"), new ToolCallDelta(0, "b", null, "}")))
                .containsExactly(new ToolCallDelta(0, "a", "f", "{"), new ToolCallDelta(0, "b", null, "}"));
    }

    @Test
    void aRepeatedIdAndNameContinueTheCall() {
        assertThat(numbered(new ToolCallDelta(0, "a", "f", "{"), new ToolCallDelta(0, "a", "f", "}")))
                .containsExactly(new ToolCallDelta(0, "a", "f", "{"), new ToolCallDelta(0, "a", "f", "}"));
    }

    @Test
    void withoutIdsACallBeginsWithAnotherNameOrAfterCompleteArguments() {
        assertThat(numbered(
                        new ToolCallDelta(0, null, "f", "{\"a\":1}"),
                        new ToolCallDelta(0, null, "g", "{\"b\":2}"),
                        new ToolCallDelta(0, null, "g", "{\"b\":3}"),
                        new ToolCallDelta(0, null, null, "")))
                .containsExactly(
                        new ToolCallDelta(0, null, "f", "{\"a\":1}"),
                        new ToolCallDelta(1, null, "g", "{\"b\":2}"),
                        new ToolCallDelta(2, null, "g", "{\"b\":3}"),
                        new ToolCallDelta(2, null, null, ""));
    }

    @Test
    void withoutIdsANameThatEveryPieceRepeatsContinuesTheCall() {
        assertThat(numbered(
                        new ToolCallDelta(0, null, "f", ""),
                        new ToolCallDelta(0, null, "f", "{\"a\":"),
                        new ToolCallDelta(0, null, "f", "1}"),
                        new ToolCallDelta(0, null, "f", "")))
                .allSatisfy(event -> assertThat(((ToolCallDelta) event).index()).isZero());
    }

    @Test
    void otherEventsAreUnchanged() {
        assertThat(numbered(new TextDelta("x"))).containsExactly(new TextDelta("x"));
    }
}
