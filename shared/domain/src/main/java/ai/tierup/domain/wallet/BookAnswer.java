package ai.tierup.domain.wallet;

import java.time.LocalDate;

/** What the ledger says of an entry that was to be booked. */
public sealed interface BookAnswer {

    /** The entry stands, and the wallet has it. */
    record Booked() implements BookAnswer {}

    /** An entry of this business id stood before. */
    record AlreadyBooked() implements BookAnswer {}

    /** @param day what the wallet is at: an entry of an earlier day may be missing in a statement */
    record WalletIsAhead(LocalDate day) implements BookAnswer {}

    /** The account has no wallet. */
    record NoWallet() implements BookAnswer {}
}
