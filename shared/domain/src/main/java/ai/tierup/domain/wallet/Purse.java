package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.guardrail.Pool;

/** The source that a hold is taken from. */
public enum Purse {
    /** Money the customer paid in. */
    CASH,
    /** Granted credit, usable like cash but never refunded. */
    GRANT,
    /** The day's free allowance on the free tier, which is not money. */
    FREE;

    /** The other of the two purses that contain money. */
    Purse other() {
        return switch (this) {
            case CASH -> GRANT;
            case GRANT -> CASH;
            case FREE -> throw new IllegalStateException("The free allowance is not money");
        };
    }

    /** The platform's pool that a request paid from this purse draws on. */
    public Pool pool() {
        return switch (this) {
            case CASH -> Pool.SUBSIDY;
            case GRANT -> Pool.GRANT;
            case FREE -> Pool.TIER_1;
        };
    }

    /** The pool on which a request of {@code account} draws. That of the playground has one of its own for what is free. */
    public Pool poolOf(AccountId account) {
        return this == FREE && account.equals(AccountId.PLAYGROUND) ? Pool.PLAYGROUND : pool();
    }
}
