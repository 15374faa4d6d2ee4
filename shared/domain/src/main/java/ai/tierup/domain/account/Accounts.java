package ai.tierup.domain.account;

import java.util.Optional;

/** The directory of customers. */
public interface Accounts {

    Optional<Account> find(AccountId id);

    /** Adds {@code account}; an existing account stays unchanged. */
    void add(Account account);
}
