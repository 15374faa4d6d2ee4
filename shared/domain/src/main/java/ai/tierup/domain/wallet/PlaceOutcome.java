package ai.tierup.domain.wallet;

/** How an attempt to place a hold ended. */
public sealed interface PlaceOutcome {

    /**
     * The money is held.
     *
     * @param bound what the hold covers; its output cap may be lower than asked for
     * @param image the wallet that shows the hold
     */
    record Placed(HoldKey key, Hold hold, HoldBound bound, Wallet image) implements PlaceOutcome {}

    /** Nothing is held, as far as is known. */
    record Refused(PlaceRefusal reason) implements PlaceOutcome {}
}
