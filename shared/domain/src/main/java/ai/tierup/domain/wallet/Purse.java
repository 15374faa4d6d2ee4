package ai.tierup.domain.wallet;

/** What a hold is drawn from. */
public enum Purse {
    /** Money the customer paid in. */
    CASH,
    /** Granted credit: usable like cash, never refunded. */
    GRANT,
    /** No money: the day's free allowance of the free tier. */
    FREE
}
