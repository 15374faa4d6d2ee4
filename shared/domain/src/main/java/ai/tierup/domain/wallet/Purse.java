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

    /** The other purse that money is in. */
    Purse other() {
        return switch (this) {
            case CASH -> GRANT;
            case GRANT -> CASH;
            case FREE -> throw new IllegalStateException("The free allowance is no money");
        };
    }

    /** The pool of the platform that a request on this purse draws on. */
    public Pool pool() {
        return switch (this) {
            case CASH -> Pool.SUBSIDY;
            case GRANT -> Pool.GRANT;
            case FREE -> Pool.TIER_1;
        };
    }
}
