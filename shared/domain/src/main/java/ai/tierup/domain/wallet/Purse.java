package ai.tierup.domain.wallet;

import ai.tierup.domain.guardrail.Pool;

/** What a hold is drawn from. */
public enum Purse {
    /** Money the customer paid in. */
    CASH,
    /** Granted credit: usable like cash, never refunded. */
    GRANT,
    /** No money: the day's free allowance of the free tier. */
    FREE;

    /** The pool of the platform that a request on this purse draws on. */
    public Pool pool() {
        return switch (this) {
            case CASH -> Pool.SUBSIDY;
            case GRANT -> Pool.GRANT;
            case FREE -> Pool.TIER_1;
        };
    }
}
