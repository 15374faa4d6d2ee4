package ai.tierup.domain.wallet;

import java.time.LocalDate;

/** The ledger's answer to an attempt to book an entry. */
public sealed interface BookAnswer {

    /** The entry was written, and the wallet changed by its amount. */
    record Booked() implements BookAnswer {}

    /** An entry with this business id existed before. */
    record AlreadyBooked() implements BookAnswer {}

    /**
     * The wallet is on a later day than the entry, so the statement of the entry's day may already be closed without it.
     *
     * @param day the wallet's day
     */
    record WalletIsAhead(LocalDate day) implements BookAnswer {}

    /** The account has no wallet. */
    record NoWallet() implements BookAnswer {}
}
