package ai.tierup.domain.account;

import java.util.Optional;

/** The directory of customers. */
public interface Accounts {

    Optional<Account> find(AccountId id);

    /** Makes {@code account} known; one that is known already stays as it is. */
    void add(Account account);
}
