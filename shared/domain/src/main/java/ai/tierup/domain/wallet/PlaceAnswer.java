package ai.tierup.domain.wallet;

/** What the ledger says of one send of a place. */
public sealed interface PlaceAnswer permits WriteAnswer, PlaceAnswer.NotApplied, PlaceAnswer.Unknown {

    /** Certainly not applied, for a reason that says nothing about the wallet: a conflict, a throttle. */
    record NotApplied() implements PlaceAnswer {}

    /** Applied or not: no answer came. */
    record Unknown() implements PlaceAnswer {}
}
