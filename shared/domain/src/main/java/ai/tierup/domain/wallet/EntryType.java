package ai.tierup.domain.wallet;

/** What a ledger entry other than a usage record can be. */
public enum EntryType {
    TOP_UP,
    GRANT,
    REFUND,
    DISPUTE,
    ADJUSTMENT
}
