package ai.tierup.domain.completion;

import ai.tierup.domain.answer.AnswerSink;
import ai.tierup.domain.answer.AnswerWriter;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.repeat.Recognition;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.usage.Costs;
import ai.tierup.domain.wallet.PlaceHold;
import ai.tierup.domain.wallet.PlaceOutcome;
import ai.tierup.domain.wallet.PlaceOutcome.Placed;
import ai.tierup.domain.wallet.PlaceOutcome.Refused;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Handles a request: admits it, holds the most it can cost, asks the candidates of its tier in order, settles the actual cost, and ends the
 * client's answer. Safe for concurrent use.
 */
public final class CompleteChat {

    private final AdmitChat admitChat;
    private final PlaceHold placeHold;
    private final AskCandidates askCandidates;
    private final CloseRequest closeRequest;
    private final Executor background;
    private final InstantSource clock;
    private final ChatRules rules;

    /** @param background executor for counting a request's input while upstream works */
    public CompleteChat(
            AdmitChat admitChat,
            PlaceHold placeHold,
            AskCandidates askCandidates,
            CloseRequest closeRequest,
            Executor background,
            InstantSource clock,
            ChatRules rules) {
        this.admitChat = admitChat;
        this.placeHold = placeHold;
        this.askCandidates = askCandidates;
        this.closeRequest = closeRequest;
        this.background = background;
        this.clock = clock;
        this.rules = rules;
    }

    /**
     * Writes the answer to {@code call}, or the reason there is none, to {@code sink}. When this returns, the hold is settled, or left to
     * {@link SettleAfterAnswer} if the store failed.
     */
    public ChatEnd complete(ChatCall call, AnswerSink sink) {
        return switch (admitChat.admit(call)) {
            case AdmitChat.Outcome.Refused(var reason) -> refuse(reason, false, sink);
            case AdmitChat.Outcome.Admitted(var admission, var recognition) -> answer(admission, recognition, sink);
        };
    }

    private ChatEnd answer(Admission admission, Recognition recognition, AnswerSink sink) {
        return switch (hold(admission)) {
            case Refused(var reason, var mayHold) -> refuse(new ChatRefusal.NotPlaced(reason), mayHold, sink);
            case Placed placed -> answer(new HeldRequest(admission, placed, recognition, recognition.dialogue()), sink);
        };
    }

    private static ChatEnd refuse(ChatRefusal refusal, boolean mayHold, AnswerSink sink) {
        sink.fail(refusal);
        return new ChatEnd.Refused(refusal, mayHold);
    }

    private PlaceOutcome hold(Admission admission) {
        var call = admission.call();
        var expiresAt = clock.instant().plus(call.deadline().remaining()).plus(rules.holdMargin());
        return placeHold.place(
                call.key().account(),
                call.id(),
                admission.bound(),
                admission::exactBound,
                expiresAt,
                call.key().limited());
    }

    private ChatEnd answer(HeldRequest request, AnswerSink sink) {
        var client = new AnswerWriter(
                sink, request.head(), request::countedInput, clock, rules, request.call().request().stream());
        background.execute(request.admission().meter());
        var attempts = askCandidates.ask(
                request, request.dialogue().lastCandidate(), client, closeRequest.checkpointsOf(request));
        var settlement = closeRequest.close(request, attempts);
        var attempt = attempts.deciding();
        var finish = attempt.finish();
        if (finish != null) {
            client.finish(finish, settlement.record());
        } else {
            client.fail(refusal(
                    request.tier(), attempt.failure(), settlement.record().costs()));
        }
        return new ChatEnd.Settled(
                settlement.record(), settlement.image(), attempts.all().size() - 1);
    }

    private static ChatRefusal refusal(Tier tier, @Nullable UpstreamFailure failure, Costs costs) {
        var cause = failure == null ? UpstreamFailure.UNAVAILABLE : failure;
        if (!costs.charged().isZero() || !costs.allowanceUsed().isZero()) {
            return new ChatRefusal.AnswerInterrupted(cause, costs.charged(), costs.allowanceUsed());
        }
        return switch (cause) {
            case CONTEXT_TOO_LONG -> ChatRefusal.ContextTooLong.upstream(tier);
            case CONTENT_POLICY -> new ChatRefusal.ContentPolicy();
            case INVALID_REQUEST, UNSUPPORTED -> new ChatRefusal.NotAccepted();
            case TIMED_OUT -> new ChatRefusal.UpstreamTimeout();
            case SILENT -> new ChatRefusal.UpstreamSilent();
            case UNAVAILABLE, REFUSED_US, MODEL_REFUSED -> new ChatRefusal.UpstreamUnavailable();
        };
    }
}
