package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ChatFixture.saying;
import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static ai.tierup.domain.completion.ScriptedUpstream.silence;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Answers that the client wants whole: upstream streams them all the same. */
class WholeAnswerTest {

    private static final Candidate FIRST =
            ChatFixture.tier(TierId.TIER_2).candidates().getFirst();
    private static final Candidate SECOND =
            ChatFixture.tier(TierId.TIER_2).candidates().getLast();

    private final ChatFixture chat = new ChatFixture(Money.ofUsd("25"));

    @Test
    void whatBreaksOffIsGivenByTheNextCandidateFromItsBeginning() {
        chat.upstream
                .script(
                        FIRST.slug(),
                        say(new TextDelta("Hel")),
                        silence(Duration.ofSeconds(1)),
                        say(new TextDelta("lo")),
                        say(Failed.brokenOff(UpstreamFailure.UNAVAILABLE)))
                .script(
                        SECOND.slug(),
                        say(new TextDelta("Good day")),
                        say(new Finished(FinishReason.STOP)),
                        say(new Ended()));

        var end = (ChatEnd.Settled) chat.complete(saying(TierId.TIER_2, "Hi", false));

        assertThat(chat.sink.text()).isEqualTo("Good day");
        assertThat(chat.sink.finish).isEqualTo(FinishReason.STOP);
        assertThat(end.record().consumption().candidate()).isEqualTo(SECOND.slug());
        assertThat(end.record().timing().firstToken()).isEqualTo(Duration.ofSeconds(1));
    }
}
