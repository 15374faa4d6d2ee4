package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ChatFixture.saying;
import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static ai.tierup.domain.completion.ScriptedUpstream.silence;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.completion.ScriptedUpstream.Step;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Requests around candidates that fail again and again. */
class IllCandidateTest {

    private static final String FIRST =
            ChatFixture.tier(TierId.TIER_2).candidates().getFirst().slug();
    private static final String SECOND =
            ChatFixture.tier(TierId.TIER_2).candidates().getLast().slug();
    private static final Step[] ANSWER = {
        say(new TextDelta("fine")), say(new Finished(FinishReason.STOP)), say(new Ended())
    };
    private static final Failed DOWN = Failed.reported(UpstreamFailure.UNAVAILABLE);

    private final ChatFixture chat = new ChatFixture(Money.ofUsd("25"));

    private List<String> askedFor(int requests) {
        chat.upstream.requests.clear();
        for (var i = 0; i < requests; i++) {
            chat.complete(saying(TierId.TIER_2, "Hi"));
        }
        return chat.upstream.requests.stream()
                .map(request -> request.candidate().slug())
                .toList();
    }

    @Test
    void aSilentCandidateCostsThreeRequestsTheWaitAndTheNextOnesNothing() {
        chat.upstream.script(FIRST, silence(Duration.ofHours(1))).script(SECOND, ANSWER);

        assertThat(askedFor(3)).containsExactly(FIRST, SECOND, FIRST, SECOND, FIRST, SECOND);
        var before = chat.clock.instant();
        assertThat(askedFor(10)).hasSize(10).containsOnly(SECOND);
        assertThat(chat.clock.instant()).isEqualTo(before);
    }

    @Test
    void aCandidateThatAsksToBeSparedIsLeftOutAtOnce() {
        chat.upstream
                .script(FIRST, say(DOWN.retryAfter(Duration.ofSeconds(30))))
                .script(SECOND, ANSWER);

        assertThat(askedFor(3)).containsExactly(FIRST, SECOND, SECOND, SECOND);
    }

    @Test
    void aCandidateThatIsWellAgainComesBack() {
        chat.upstream
                .script(FIRST, say(DOWN.retryAfter(Duration.ofSeconds(30))))
                .script(SECOND, ANSWER);
        askedFor(1);
        chat.upstream.script(FIRST, ANSWER);

        chat.clock.pass(Duration.ofSeconds(40));
        assertThat(askedFor(1)).containsExactly(FIRST);
        chat.clock.pass(Duration.ofSeconds(30));
        assertThat(askedFor(5)).hasSize(5).containsOnly(FIRST);
    }

    @Test
    void theLastCandidateIsAskedHoweverIllItIs() {
        chat.upstream
                .script(FIRST, say(DOWN.retryAfter(Duration.ofSeconds(60))))
                .script(SECOND, say(DOWN.retryAfter(Duration.ofSeconds(30))));
        askedFor(1);

        assertThat(askedFor(2)).containsExactly(SECOND, SECOND);
        assertThat(chat.sink.refusal).isEqualTo(new ChatRefusal.UpstreamUnavailable());

        chat.upstream.script(SECOND, ANSWER);
        assertThat(askedFor(1)).containsExactly(SECOND);
        assertThat(chat.sink.text()).isEqualTo("fine");
    }

    @ParameterizedTest
    @EnumSource(
            value = UpstreamFailure.class,
            names = {"CONTEXT_TOO_LONG", "CONTENT_POLICY", "INVALID_REQUEST", "UNSUPPORTED"})
    void errorsOfCustomersDoNotCount(UpstreamFailure failure) {
        chat.upstream.script(FIRST, say(Failed.reported(failure))).script(SECOND, ANSWER);

        askedFor(5);
        assertThat(askedFor(1)).containsExactly(FIRST, SECOND);
    }

    @ParameterizedTest
    @EnumSource(
            value = UpstreamFailure.class,
            mode = Mode.EXCLUDE,
            names = {"CONTEXT_TOO_LONG", "CONTENT_POLICY", "INVALID_REQUEST", "UNSUPPORTED", "TIMED_OUT"})
    void everyOtherFailureCounts(UpstreamFailure failure) {
        chat.upstream.script(FIRST, say(Failed.reported(failure))).script(SECOND, ANSWER);

        askedFor(3);
        assertThat(askedFor(1)).containsExactly(SECOND);
    }

    @Test
    void ourOwnDeadlineDoesNotCount() {
        for (var i = 0; i < 4; i++) {
            chat.timeLeft = Duration.ofMinutes(5);
            chat.upstream
                    .script(
                            FIRST,
                            say(new TextDelta("long")),
                            new ScriptedUpstream.Run(() -> chat.timeLeft = Duration.ZERO))
                    .script(SECOND, ANSWER);
            assertThat(askedFor(1)).containsExactly(FIRST);
        }
    }

    @Test
    void anAnswerThatBreaksOffAfterItHasBegunCounts() {
        chat.upstream.script(FIRST, say(new TextDelta("Hel")), say(DOWN)).script(SECOND, ANSWER);

        assertThat(askedFor(3)).containsExactly(FIRST, FIRST, FIRST);
        assertThat(askedFor(1)).containsExactly(SECOND);
    }

    @Test
    void aRefusalOfOurAccountAndOneOfAModelRaiseAlarmsOfTheirOwn() {
        chat.upstream
                .script(FIRST, say(Failed.reported(UpstreamFailure.REFUSED_US)))
                .script(SECOND, say(Failed.reported(UpstreamFailure.MODEL_REFUSED)));

        askedFor(1);

        assertThat(chat.alarms).containsExactly(Alarm.UPSTREAM_REFUSED_US, Alarm.MODEL_REFUSED);
    }

    /** The candidate answers every other request, and so never fails three times in a row. */
    @Test
    void aCandidateThatFlapsIsLeftOutBeforeTheRetriesAreUsedUp() {
        chat.upstream.script(SECOND, ANSWER);
        for (var i = 0; i < 12; i++) {
            chat.upstream.script(FIRST, i % 2 == 0 ? new Step[] {say(DOWN)} : ANSWER);
            askedFor(1);
            assertThat(chat.sink.text()).isEqualTo("fine");
        }

        assertThat(askedFor(1)).containsExactly(SECOND);
    }

    /** In each of the tiers, three requests find out that the first candidate is ill. */
    @Test
    void theNextCandidateIsNotAskedWhenTheRetriesAreUsedUp() {
        for (var tier : TierId.values()) {
            var candidates = ChatFixture.tier(tier).candidates();
            chat.upstream
                    .script(candidates.getFirst().slug(), say(DOWN))
                    .script(candidates.getLast().slug(), say(Failed.reported(UpstreamFailure.CONTEXT_TOO_LONG)));
            for (var i = 0; i < 3; i++) {
                chat.complete(saying(tier, "Hi"));
            }
        }

        assertThat(chat.upstream.requests).hasSize(12 + 10);
    }

    @Test
    void errorsOfCustomersUseUpNoRetries() {
        chat.upstream
                .script(FIRST, say(Failed.reported(UpstreamFailure.CONTEXT_TOO_LONG)))
                .script(SECOND, say(Failed.reported(UpstreamFailure.CONTEXT_TOO_LONG)));

        assertThat(askedFor(30)).hasSize(60);
    }

    @Test
    void aPreferredCandidateComesFirstWhileItIsWell() {
        var request = saying(TierId.TIER_2, "Hi");
        chat.upstream.script(FIRST, ANSWER).script(SECOND, ANSWER);
        assertThat(chat.asked(request, SECOND)).containsExactly(SECOND);
        assertThat(chat.asked(request, "gone/model")).containsExactly(FIRST);

        chat.upstream.script(SECOND, say(DOWN.retryAfter(Duration.ofSeconds(30))));
        assertThat(chat.asked(request, SECOND)).containsExactly(SECOND, FIRST);
        assertThat(chat.asked(request, SECOND)).containsExactly(FIRST);
    }
}
