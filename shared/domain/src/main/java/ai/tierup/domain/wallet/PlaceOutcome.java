package ai.tierup.domain.wallet;

import ai.tierup.domain.guardrail.Draw;

/** The result of {@link PlaceHold}. */
public sealed interface PlaceOutcome {

    /**
     * The money is held.
     *
     * @param bound bound that the hold covers; its output cap may be lower than requested
     * @param image the wallet after the write, with the hold
     * @param draw amounts taken from the platform's pools for it
     */
    record Placed(HoldKey key, Hold hold, HoldBound bound, Wallet image, Draw draw) implements PlaceOutcome {}

    /**
     * The request must not go on.
     *
     * @param mayHold whether a send got no answer, so that a hold may have been placed all the same
     */
    record Refused(PlaceRefusal reason, boolean mayHold) implements PlaceOutcome {

        /** Certainly nothing is held. */
        public Refused(PlaceRefusal reason) {
            this(reason, false);
        }
    }
}
