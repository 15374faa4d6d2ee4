package ai.tierup.domain.completion;

import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.answer.Attempts;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.usage.OpenHold;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.PlaceOutcome.Placed;

/** An admitted request and the hold that covers it. */
record HeldRequest(Admission admission, Placed placed) {

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

    Bill bill(Attempts attempts) {
        return Bill.of(attempts, placed.draw().perAttempt(), admission.meter(), placed.bound(), hold());
    }
}
