package ai.tierup.domain.wallet;

import ai.tierup.domain.guardrail.Draw;

/** How an attempt to place a hold ended. */
public sealed interface PlaceOutcome {

    /**
     * The money is held.
     *
     * @param bound what the hold covers; its output cap may be lower than asked for
     * @param image the wallet that shows the hold
     * @param draw what the platform's pools set aside for it
     */
    record Placed(HoldKey key, Hold hold, HoldBound bound, Wallet image, Draw draw) implements PlaceOutcome {}

    /** Nothing is held, as far as is known. */
    record Refused(PlaceRefusal reason) implements PlaceOutcome {}
}
