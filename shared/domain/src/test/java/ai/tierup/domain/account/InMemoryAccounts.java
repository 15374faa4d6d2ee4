package ai.tierup.domain.account;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An in-memory {@link Accounts}. */
public final class InMemoryAccounts implements Accounts {

    private final Map<AccountId, Account> accounts = new ConcurrentHashMap<>();

    @Override
    public Optional<Account> find(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public void add(Account account) {
        accounts.putIfAbsent(account.id(), account);
    }

    @Override
    public void erase(AccountId id, Instant now) {
        accounts.compute(
                id,
                (key, account) -> account == null
                        ? new Account(id, now, null, now)
                        : new Account(
                                id, account.createdAt(), null, Objects.requireNonNullElse(account.deletedAt(), now)));
    }
}
