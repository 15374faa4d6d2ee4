package ai.tierup.domain.operator;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeyHash;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.LedgerEntry;
import java.util.List;

/** Opens accounts together, with their wallets and keys. */
public interface AccountOpenings {

    /** The most accounts that can be opened together. */
    int MAX_OPENINGS = 19;

    /**
     * A new account.
     *
     * @param first the first credit of its wallet
     * @param hash hash of the secret of its key
     */
    record Opening(Account account, LedgerEntry first, Money freeAllowance, ApiKeyHash hash, ApiKey key) {}

    /**
     * Writes everything at once and returns true; writes nothing and returns false if a part of one of them exists already, or if the
     * books of a first credit's day are being closed.
     */
    boolean tryOpen(List<Opening> openings);
}
