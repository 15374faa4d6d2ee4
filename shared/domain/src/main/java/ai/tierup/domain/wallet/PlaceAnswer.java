package ai.tierup.domain.wallet;

/** The ledger's answer to one send of a {@link Placement}. */
public sealed interface PlaceAnswer permits WriteAnswer, PlaceAnswer.NotApplied, PlaceAnswer.Unknown {

    /** The write was certainly not applied, for a reason unrelated to the wallet's content, such as a conflict or throttling. */
    record NotApplied() implements PlaceAnswer {}

    /** No answer came, so the write may or may not have been applied. */
    record Unknown() implements PlaceAnswer {}
}
