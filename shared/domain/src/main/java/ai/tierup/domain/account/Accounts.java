package ai.tierup.domain.account;

import java.time.Instant;
import java.util.Optional;

/** The directory of customers. */
public interface Accounts {

    Optional<Account> find(AccountId id);

    /** Adds {@code account}; an existing account stays unchanged. */
    void add(Account account);

    /** Marks an account as deleted: from now on, every store throws {@link AccountDeleted} instead of adding something to it. */
    void close(AccountId id, Instant now);

    /** Erases the contact and the settings of a closed account. Its id and its times stay, because its books do. */
    void erase(AccountId id);

    /** Returns the aliases of an account; {@link ModelAliases#NONE} if it has set none. */
    ModelAliases modelAliases(AccountId id);

    /**
     * Replaces the aliases of an account.
     *
     * @throws AccountDeleted when the account is closed
     */
    void setModelAliases(AccountId id, ModelAliases aliases);

    /** Returns whether outputs of an account's answers may be kept for later requests; true unless it was changed. */
    boolean keepsOutputs(AccountId id);

    /** @throws AccountDeleted when the account is closed */
    void setKeepsOutputs(AccountId id, boolean keeps);
}
