package ai.tierup.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.answer.AnswerDelta.Text;
import ai.tierup.domain.completion.MovableClock;
import ai.tierup.domain.completion.RecordingSink;
import ai.tierup.domain.id.RequestIds;
import ai.tierup.domain.tier.TierId;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The times at which deltas are sent, on a fixed clock. */
class AnswerWriterTest {

    private final MovableClock clock = new MovableClock("2026-11-24T12:00:00Z");
    private final RecordingSink sink = new RecordingSink();

    private AnswerWriter writer(boolean streamed) {
        var head = new AnswerHead(new RequestIds(clock, new Random(1)).next(), TierId.TIER_2, clock.instant(), null);
        return new AnswerWriter(sink, head, Optional::empty, clock, ChatRules.STANDARD, streamed);
    }

    private void pass(AnswerWriter writer, int millis) {
        clock.pass(Duration.ofMillis(millis));
        writer.writeIfDue();
    }

    @Test
    void theEndOfATextWaitsForMoreAndThenForHalfASecond() {
        var writer = writer(true);
        writer.write(new Text("Once"));
        writer.write(new Text(" upon a"));
        pass(writer, 400);
        assertThat(sink.deltas).containsExactly(new Text("Once"));

        writer.write(new Text(" time"));
        pass(writer, 0);
        assertThat(sink.deltas).containsExactly(new Text("Once"), new Text(" upon a "));
        assertThat(writer.untilNextWrite()).isEqualTo(Duration.ofMillis(500));

        pass(writer, 499);
        assertThat(sink.deltas).hasSize(2);
        pass(writer, 1);
        assertThat(sink.deltas).containsExactly(new Text("Once"), new Text(" upon a "), new Text("time"));
        assertThat(writer.untilNextWrite()).isEqualTo(ChatRules.STANDARD.keepAliveAfter());
    }

    @Test
    void whatIsWantedWholeIsNotCut() {
        var writer = writer(false);
        writer.write(new Text("a"));
        writer.write(new Text("two three"));
        pass(writer, 25);

        assertThat(sink.deltas).containsExactly(new Text("a"), new Text("two three"));
    }
}
