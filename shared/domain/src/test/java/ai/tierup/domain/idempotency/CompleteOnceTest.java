package ai.tierup.domain.idempotency;

import static ai.tierup.domain.completion.ChatFixture.saying;
import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.answer.ClaimRefusal;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.completion.ChatFixture;
import ai.tierup.domain.completion.ChatRequest;
import ai.tierup.domain.completion.RecordingSink;
import ai.tierup.domain.completion.ScriptedUpstream.Run;
import ai.tierup.domain.completion.ScriptedUpstream.Step;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.ToolCallDelta;
import ai.tierup.domain.upstream.UpstreamEvent.Usage;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.usage.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompleteOnceTest {

    private static final ChatRequest REQUEST = saying(TierId.TIER_2, "Hi");
    private static final Step[] HELLO = {
        say(new TextDelta("Hello")),
        say(new TextDelta(", world")),
        say(new Finished(FinishReason.STOP)),
        say(new Usage(new TokenUsage(41, 12, 0), Money.ofUsd("0.000301"))),
        say(new Ended())
    };

    private final ChatFixture chat = new ChatFixture(Money.ofUsd("25"));
    private final BreakableAnswers answers = new BreakableAnswers();

    /** A store whose operations can be made to fail. */
    private static final class BreakableAnswers extends InMemoryIdempotentAnswers {

        private boolean claimsFail;
        private boolean keepsFail;
        private boolean freesFail;

        @Override
        public ClaimOutcome claim(Claim claim, Instant now) {
            failIf(claimsFail);
            return super.claim(claim, now);
        }

        @Override
        public boolean keep(Claim claim, KeptAnswer answer, Instant expiresAt) {
            failIf(keepsFail);
            return super.keep(claim, answer, expiresAt);
        }

        @Override
        public void free(Claim claim) {
            failIf(freesFail);
            super.free(claim);
        }

        private static void failIf(boolean fails) {
            if (fails) {
                throw new IllegalStateException("The store is down");
            }
        }
    }

    private static IdempotentRequest withKey(String key, String body) {
        return IdempotentRequest.of(ChatFixture.ACCOUNT, key, body.getBytes(UTF_8))
                .orElseThrow();
    }

    private RecordingSink complete(IdempotentRequest request) {
        return complete(request, answers);
    }

    private RecordingSink complete(IdempotentRequest request, IdempotentAnswers store) {
        var sink = new RecordingSink();
        var completeOnce = new CompleteOnce(
                chat.completeChat, store, (alarm, subject) -> chat.alarms.add(alarm), chat.clock, ChatRules.STANDARD);
        completeOnce.complete(chat.call(REQUEST), request, sink);
        return sink;
    }

    private void upstreamSays(Step... steps) {
        ChatFixture.tier(TierId.TIER_2)
                .candidates()
                .forEach(candidate -> chat.upstream.script(candidate.slug(), steps));
    }

    private Money spent() {
        return Money.ofUsd("25").minus(chat.wallet().cash());
    }

    private static ChatRefusal refusal(ClaimRefusal reason) {
        return new ChatRefusal.NotClaimed(reason);
    }

    @Test
    void theFirstRequestIsChargedAndTheSecondIsReplayedAtNoCost() {
        upstreamSays(HELLO);
        var first = complete(withKey("k", "a"));
        var spent = spent();
        var version = chat.wallet().version();

        var second = complete(withKey("k", "a"));

        assertThat(spent.isZero()).isFalse();
        assertThat(second.calls).containsExactly("replay");
        assertThat(second.replayed)
                .isEqualTo(new KeptAnswer(
                        requireNonNull(first.head).withInput(null),
                        first.deltas,
                        AnswerEnd.of(FinishReason.STOP, requireNonNull(first.record))));
        assertThat(requireNonNull(second.replayed).end().completedAt()).isEqualTo(chat.clock.instant());
        assertThat(chat.wallet().version()).isEqualTo(version);
        assertThat(chat.upstream.requests).hasSize(1);
        assertThat(chat.log.ofDay(ChatFixture.ACCOUNT, chat.wallet().day())).hasSize(1);
    }

    @Test
    void aReplayedToolCallHasTheSameId() {
        upstreamSays(
                say(new ToolCallDelta(0, "toolu_1", "get_time", "{\"zone\":")),
                say(new ToolCallDelta(0, null, null, "\"UTC\"}")),
                say(new Finished(FinishReason.TOOL_CALLS)),
                say(new Ended()));
        var first = complete(withKey("k", "a"));

        var second = complete(withKey("k", "a"));

        var repeated = requireNonNull(second.replayed);
        assertThat(repeated.deltas()).isEqualTo(first.deltas).hasSize(2);
        assertThat(repeated.end().reason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void duringAnAnswerTheSameRequestIsInProgressAndAnotherIsAMismatch() {
        var during = new ArrayList<ChatRefusal>();
        var startedAt = chat.clock.instant();
        upstreamSays(
                new Run(() -> {
                    chat.clock.pass(Duration.ofSeconds(3));
                    during.add(complete(withKey("k", "a")).refusal);
                    during.add(complete(withKey("k", "b")).refusal);
                }),
                HELLO[0],
                HELLO[2],
                HELLO[4]);

        var first = complete(withKey("k", "a"));

        assertThat(during)
                .containsExactly(
                        refusal(new ClaimRefusal.InProgress(startedAt)), refusal(new ClaimRefusal.OtherRequest()));
        assertThat(first.text()).isEqualTo("Hello");
        assertThat(complete(withKey("k", "b")).refusal).isEqualTo(refusal(new ClaimRefusal.OtherRequest()));
        assertThat(chat.upstream.requests).hasSize(1);
    }

    @Test
    void anAnswerIsKeptForTwentyFourHours() {
        upstreamSays(HELLO);
        complete(withKey("k", "a"));

        chat.clock.pass(Duration.ofHours(24).minusSeconds(1));
        assertThat(complete(withKey("k", "a")).calls).containsExactly("replay");
        chat.clock.pass(Duration.ofSeconds(1));
        assertThat(complete(withKey("k", "b")).text()).isEqualTo("Hello, world");
    }

    @Test
    void aRefusedRequestLeavesItsKeyFree() {
        upstreamSays(HELLO);
        var wallet = chat.wallet();
        chat.ledger.freeze(ChatFixture.ACCOUNT, "operator");

        assertThat(complete(withKey("k", "a")).refusal).isInstanceOf(ChatRefusal.NotPlaced.class);

        chat.ledger.put(wallet);
        assertThat(complete(withKey("k", "b")).text()).isEqualTo("Hello, world");
    }

    @Test
    void aFailedRequestLeavesItsKeyFree() {
        upstreamSays(say(Failed.reported(UpstreamFailure.UNAVAILABLE)));

        assertThat(complete(withKey("k", "a")).refusal).isEqualTo(new ChatRefusal.UpstreamUnavailable());

        upstreamSays(HELLO);
        assertThat(complete(withKey("k", "b")).text()).isEqualTo("Hello, world");
    }

    @Test
    void anAnswerThatBrokeOffLeavesItsKeyFreeAlthoughPartOfItWasCharged() {
        upstreamSays(HELLO[0], say(Failed.brokenOff(UpstreamFailure.UNAVAILABLE)));

        assertThat(complete(withKey("k", "a")).refusal).isInstanceOf(ChatRefusal.AnswerInterrupted.class);

        upstreamSays(HELLO);
        assertThat(complete(withKey("k", "a")).text()).isEqualTo("Hello, world");
    }

    @Test
    void aFailedRequestLeavesItsKeyFreeAlthoughItsHoldIsStillOpen() {
        upstreamSays(HELLO[0], say(Failed.brokenOff(UpstreamFailure.UNAVAILABLE)));
        chat.storeIsDown = true;
        complete(withKey("k", "a"));
        chat.storeIsDown = false;

        upstreamSays(HELLO);
        assertThat(complete(withKey("k", "a")).text()).isEqualTo("Hello, world");

        assertThat(chat.wallet().holds()).hasSize(1);
        assertThat(chat.log.ofDay(ChatFixture.ACCOUNT, chat.wallet().day())).hasSize(1);
    }

    @Test
    void anInternalErrorLeavesTheKeyFree() {
        upstreamSays();
        assertThatThrownBy(() -> complete(withKey("k", "a"))).isInstanceOf(AssertionError.class);

        upstreamSays(HELLO);
        assertThat(complete(withKey("k", "a")).text()).isEqualTo("Hello, world");
    }

    @Test
    void whenTheKeyCannotBeClaimedNothingIsCharged() {
        upstreamSays(HELLO);
        answers.claimsFail = true;

        var sink = complete(withKey("k", "a"));

        assertThat(sink.refusal).isEqualTo(refusal(new ClaimRefusal.StoreFailed()));
        assertThat(chat.upstream.requests).isEmpty();
        assertThat(chat.wallet().version()).isEqualTo(1);
        assertThat(chat.alarms).containsExactly(Alarm.CLAIM_FAILED);
    }

    @Test
    void anAnswerThatCannotBeKeptIsSentAndItsClaimBlocksOthersUntilItExpires() {
        upstreamSays(HELLO);
        answers.keepsFail = true;
        var startedAt = chat.clock.instant();

        assertThat(complete(withKey("k", "a")).finish).isEqualTo(FinishReason.STOP);

        assertThat(chat.alarms).containsExactly(Alarm.CLAIM_STUCK);
        // Five minutes until the deadline, one minute of margin, and one until the sweeper has run.
        chat.clock.pass(Duration.ofMinutes(7).minusSeconds(1));
        assertThat(complete(withKey("k", "a")).refusal).isEqualTo(refusal(new ClaimRefusal.InProgress(startedAt)));
        chat.clock.pass(Duration.ofSeconds(1));
        assertThat(complete(withKey("k", "a")).text()).isEqualTo("Hello, world");
    }

    @Test
    void aKeyThatCannotBeFreedRaisesAnAlarm() {
        upstreamSays(say(Failed.reported(UpstreamFailure.UNAVAILABLE)));
        answers.freesFail = true;

        assertThat(complete(withKey("k", "a")).refusal).isEqualTo(new ChatRefusal.UpstreamUnavailable());

        assertThat(chat.alarms).containsExactly(Alarm.CLAIM_STUCK);
    }

    @Test
    void anAttemptThatLostItsClaimKeepsNothingAndRaisesAnAlarm() {
        var rival = new ArrayList<RecordingSink>();
        upstreamSays(
                new Run(() -> {
                    chat.clock.pass(Duration.ofMinutes(7));
                    upstreamSays(HELLO);
                    rival.add(complete(withKey("k", "a")));
                }),
                HELLO[0],
                HELLO[2],
                HELLO[4]);

        complete(withKey("k", "a"));

        assertThat(chat.alarms).containsExactly(Alarm.CLAIM_LOST);
        assertThat(requireNonNull(complete(withKey("k", "a")).replayed).head())
                .isEqualTo(requireNonNull(rival.getFirst().head).withInput(null));
    }

    @Test
    void anAnswerThatIsTooLargeIsNotReplayed() {
        upstreamSays(say(new TextDelta("x".repeat(400_000))), HELLO[2], HELLO[3], HELLO[4]);
        complete(withKey("k", "a"));

        assertThat(complete(withKey("k", "a")).refusal).isEqualTo(refusal(new ClaimRefusal.AnswerTooLarge()));
        assertThat(chat.upstream.requests).hasSize(1);
    }

    @Test
    void anUnreadableAnswerIsRefusedAndRaisesAnAlarm() {
        var unreadable = new ClaimRefusal.AnswerUnreadable();
        var store = new InMemoryIdempotentAnswers() {
            @Override
            public ClaimOutcome claim(Claim claim, Instant now) {
                return new ClaimOutcome.Refused(unreadable);
            }
        };

        assertThat(complete(withKey("k", "a"), store).refusal).isEqualTo(refusal(unreadable));
        assertThat(chat.alarms).isEqualTo(List.of(Alarm.ANSWER_UNREADABLE));
    }
}
