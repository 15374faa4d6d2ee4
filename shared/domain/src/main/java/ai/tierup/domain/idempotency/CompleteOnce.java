package ai.tierup.domain.idempotency;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.answer.AnswerSink;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.answer.ClaimRefusal;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.completion.ChatCall;
import ai.tierup.domain.completion.ChatEnd;
import ai.tierup.domain.completion.CompleteChat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Answers a request that may be sent again under the same key: the first time by {@link CompleteChat}, then for a day with what was
 * answered, at no cost. A request that gets no whole answer leaves its key free. Safe for concurrent use.
 */
public final class CompleteOnce {

    private static final Duration KEPT = Duration.ofHours(24);

    /** A hold that nobody settled is gone one run of the sweeper after it expired; its claim shall not be free before. */
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(60);

    private final CompleteChat completeChat;
    private final IdempotentAnswers answers;
    private final Alarms alarms;
    private final InstantSource clock;
    private final ChatRules rules;

    public CompleteOnce(
            CompleteChat completeChat, IdempotentAnswers answers, Alarms alarms, InstantSource clock, ChatRules rules) {
        this.completeChat = completeChat;
        this.answers = answers;
        this.alarms = alarms;
        this.clock = clock;
        this.rules = rules;
    }

    /** Answers {@code call}, or repeats what {@code request} was answered with, or tells {@code sink} why not. */
    public ChatEnd complete(ChatCall call, IdempotentRequest request, AnswerSink sink) {
        var now = clock.instant();
        var holdExpiresAt = now.plus(call.deadline().remaining()).plus(rules.holdMargin());
        var claim = new Claim(request, call.id(), holdExpiresAt.plus(SWEEP_INTERVAL));
        return switch (claim(claim, now)) {
            case ClaimOutcome.Claimed() -> answer(call, claim, sink);
            case ClaimOutcome.Answered(var answer) -> {
                sink.replay(answer);
                yield new ChatEnd.Replayed(answer);
            }
            case ClaimOutcome.Refused(var reason) -> {
                var refusal = new ChatRefusal.NotClaimed(reason);
                sink.fail(refusal);
                yield new ChatEnd.Refused(refusal);
            }
        };
    }

    private ClaimOutcome claim(Claim claim, Instant now) {
        try {
            var outcome = answers.claim(claim, now);
            if (outcome instanceof ClaimOutcome.Refused(ClaimRefusal.AnswerUnreadable unreadable)) {
                alarms.raise(Alarm.ANSWER_UNREADABLE, claim.owner().publicName());
            }
            return outcome;
        } catch (RuntimeException e) {
            alarms.raise(Alarm.CLAIM_FAILED, e.getClass().getName());
            return new ClaimOutcome.Refused(new ClaimRefusal.StoreFailed());
        }
    }

    private ChatEnd answer(ChatCall call, Claim claim, AnswerSink sink) {
        var recorder = new AnswerRecorder(sink);
        try {
            return completeChat.complete(call, recorder);
        } finally {
            recorder.answer().ifPresentOrElse(answer -> keep(claim, answer), () -> free(claim));
        }
    }

    /** The customer has the answer by now: when it cannot be kept, the claim keeps others away until it expires. */
    private void keep(Claim claim, KeptAnswer answer) {
        try {
            if (!answers.keep(claim, answer, clock.instant().plus(KEPT))) {
                alarms.raise(Alarm.CLAIM_LOST, claim.owner().publicName());
            }
        } catch (RuntimeException e) {
            alarms.raise(Alarm.CLAIM_STUCK, claim.owner().publicName());
        }
    }

    private void free(Claim claim) {
        try {
            answers.free(claim);
        } catch (RuntimeException e) {
            alarms.raise(Alarm.CLAIM_STUCK, claim.owner().publicName());
        }
    }
}
