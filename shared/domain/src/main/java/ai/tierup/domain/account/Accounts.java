package ai.tierup.domain.account;

import java.time.Instant;
import java.util.Optional;

/** The directory of customers. */
public interface Accounts {

    Optional<Account> find(AccountId id);

    /** Adds {@code account}; an existing account stays unchanged. */
    void add(Account account);

    /**
     * Erases the contact and the settings of an account, and marks it as deleted. Its id and its time of creation stay, because its books do.
     */
    void erase(AccountId id, Instant now);

    /** Returns the aliases of an account; {@link ModelAliases#NONE} if it has set none. */
    ModelAliases modelAliases(AccountId id);

    /** Replaces the aliases of an account. */
    void setModelAliases(AccountId id, ModelAliases aliases);

    /** Returns whether outputs of an account's answers may be kept for later requests; true unless it was changed. */
    boolean keepsOutputs(AccountId id);

    void setKeepsOutputs(AccountId id, boolean keeps);
}
