package ai.tierup.domain.wallet;

import java.time.LocalDate;

/** The ledger's answer to an attempt to open a wallet. */
public sealed interface OpenAnswer {

    record Opened() implements OpenAnswer {}

    record OpenedBefore() implements OpenAnswer {}

    /**
     * The wallet would open on a day whose books are being closed or are closed.
     *
     * @param through the last such day
     */
    record DayIsClosing(LocalDate through) implements OpenAnswer {}
}
