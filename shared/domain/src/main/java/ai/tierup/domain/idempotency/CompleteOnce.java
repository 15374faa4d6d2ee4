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
 * Answers a request with an idempotency key. {@link CompleteChat} answers it the first time; for a day after that, the kept answer is
 * replayed at no cost. A request without a complete answer leaves its key free. Safe for concurrent use.
 */
public final class CompleteOnce {

    private static final Duration RETENTION = Duration.ofHours(24);

    /** An unsettled hold is removed by the first sweeper run after it expires. Its claim must not be free before that. */
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

    /** Writes the answer to {@code call}, a replay of the answer to {@code request}, or the reason there is neither, to {@code sink}. */
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

    /** Keeps the answer, which the customer already has. If that fails, the claim blocks other attempts until it expires. */
    private void keep(Claim claim, KeptAnswer answer) {
        try {
            if (!answers.keep(claim, answer, clock.instant().plus(RETENTION))) {
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
