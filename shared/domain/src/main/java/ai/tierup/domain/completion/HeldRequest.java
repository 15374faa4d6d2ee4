package ai.tierup.domain.completion;

import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.answer.Attempt;
import ai.tierup.domain.answer.Attempts;
import ai.tierup.domain.repeat.Dialogue;
import ai.tierup.domain.repeat.Recognition;
import ai.tierup.domain.repeat.Served;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.usage.OpenHold;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.PlaceOutcome.Placed;
import java.util.Optional;

/**
 * An admitted request and the hold that covers it.
 *
 * @param recognition what of its input is repeated
 * @param dialogue what was known of its conversation when a model was to be asked
 */
record HeldRequest(Admission admission, Placed placed, Recognition recognition, Dialogue dialogue) {

    ChatCall call() {
        return admission.call();
    }

    Tier tier() {
        return admission.tier();
    }

    Hold hold() {
        return placed.hold();
    }

    /** The hold with the wallet's version at the time it was placed. */
    OpenHold openHold() {
        return new OpenHold(
                call().key().account(), placed.key(), hold(), placed.image().version());
    }

    /** The output cap that the hold covers, in neutral tokens; lower than requested if the tier or the wallet allows no more. */
    int outputCap() {
        return placed.bound().outputTokens();
    }

    AnswerHead head() {
        return new AnswerHead(
                call().id(),
                tier().id(),
                admission.startedAt(),
                outputCap() < admission.requestedCap() ? outputCap() : null);
    }

    /** The tokens of the input as they will be billed, if they are counted already. Does not wait. */
    Optional<TokenUsage> countedInput() {
        return admission
                .meter()
                .countedInputTokens()
                .map(tokens -> new TokenUsage(tokens, 0, 0).withRepeated(recognition.repeatedTokens()));
    }

    Bill bill(Attempts attempts) {
        return Bill.of(
                attempts,
                placed.draw().perAttempt(),
                admission.meter(),
                recognition.repeatedTokens(),
                placed.bound(),
                hold());
    }

    /** Starts to mark what the customer paid for, so that it is recognised when it is sent again. */
    void mark(Attempt paid) {
        var meter = admission.meter();
        var answer = paid.finish() == null ? null : paid.given().message().orElse(null);
        recognition.remember(new Served(
                paid.candidate().name(),
                meter.blockTokens().getFirst(),
                meter.inputTokens(),
                answer,
                answer == null ? 0 : meter.turnTokens(answer)));
    }
}
