package ai.tierup.domain.wallet;

/** The kinds of ledger entries other than usage records. */
public enum EntryType {
    TOP_UP,
    GRANT,
    SIGN_UP_CREDIT,
    REFUND,
    DISPUTE,
    ADJUSTMENT
}
