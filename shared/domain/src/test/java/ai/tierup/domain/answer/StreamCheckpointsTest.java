package ai.tierup.domain.answer;

import static ai.tierup.domain.completion.ChatFixture.saying;
import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static ai.tierup.domain.completion.ScriptedUpstream.silence;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.completion.ChatFixture;
import ai.tierup.domain.completion.ScriptedUpstream;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.ReasoningDelta;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.usage.Channel;
import ai.tierup.domain.usage.Checkpoint;
import ai.tierup.domain.usage.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checkpoints of a long answer, by which it is billed if its handler dies. */
class StreamCheckpointsTest {

    private static final String SLUG =
            ChatFixture.tier(TierId.TIER_2).candidates().getFirst().slug();
    private static final Finished STOP = new Finished(FinishReason.STOP);

    private final ChatFixture chat = new ChatFixture(Money.ofUsd("25"));

    private Optional<Checkpoint> checkpoint() {
        var hold = chat.wallet().holds().keySet().iterator().next();
        return chat.checkpoints.find(ChatFixture.ACCOUNT, hold);
    }

    @Test
    void aShortAnswerHasNoCheckpoint() {
        List<Optional<Checkpoint>> seen = new ArrayList<>();
        chat.upstream.script(
                SLUG,
                say(new TextDelta("12345678")),
                silence(Duration.ofMillis(9_900)),
                new ScriptedUpstream.Run(() -> seen.add(checkpoint())),
                say(STOP),
                say(new Ended()));

        chat.complete(saying(TierId.TIER_2, "Hi"));

        assertThat(seen).containsExactly(Optional.empty());
    }

    @Test
    void aLongAnswerWritesItsCostSoFarEveryTenSeconds() {
        List<Optional<Checkpoint>> seen = new ArrayList<>();
        chat.upstream.script(
                SLUG,
                say(new TextDelta("two words ")),
                silence(Duration.ofSeconds(10)),
                new ScriptedUpstream.Run(() -> seen.add(checkpoint())),
                say(new TextDelta("two words ")),
                silence(Duration.ofSeconds(9)),
                new ScriptedUpstream.Run(() -> seen.add(checkpoint())),
                silence(Duration.ofSeconds(1)),
                new ScriptedUpstream.Run(() -> seen.add(checkpoint())),
                say(STOP),
                say(new Ended()));

        chat.complete(saying(TierId.TIER_2, "Hi"));

        assertThat(seen)
                .extracting(checkpoint ->
                        checkpoint.orElseThrow().consumption().tokens().completionTokens())
                .containsExactly(2L, 2L, 4L);
        assertThat(seen.getFirst().orElseThrow().costs().charged())
                .isEqualTo(ChatFixture.tier(TierId.TIER_2).prices().costOf(8, 2));
        assertThat(seen.getFirst().orElseThrow().channel()).isEqualTo(new Channel("chat", true));
    }

    @Test
    void aCheckpointCountsHiddenReasoning() {
        List<Optional<Checkpoint>> seen = new ArrayList<>();
        chat.upstream.script(
                SLUG,
                say(new ReasoningDelta("1234567890123456")),
                silence(Duration.ofSeconds(10)),
                new ScriptedUpstream.Run(() -> seen.add(checkpoint())),
                say(new TextDelta("1234")),
                say(STOP),
                say(new Ended()));

        chat.complete(saying(TierId.TIER_2, "Hi"));

        var tier = ChatFixture.tier(TierId.TIER_2);
        var kept = seen.getFirst().orElseThrow();
        assertThat(kept.consumption().tokens()).isEqualTo(new TokenUsage(8, 4, 4));
        assertThat(kept.costs().charged()).isEqualTo(tier.prices().costOf(8, 4));
    }

    @Test
    void aFailedCheckpointDoesNotDisturbTheAnswer() {
        chat.checkpoints.breakDown();
        chat.upstream.script(
                SLUG,
                say(new TextDelta("a")),
                silence(Duration.ofSeconds(10)),
                silence(Duration.ofSeconds(10)),
                say(STOP),
                say(new Ended()));

        chat.complete(saying(TierId.TIER_2, "Hi"));

        assertThat(chat.sink.finish).isEqualTo(FinishReason.STOP);
        assertThat(chat.alarms).isNotEmpty().containsOnly(Alarm.CHECKPOINT_FAILED);
    }
}
