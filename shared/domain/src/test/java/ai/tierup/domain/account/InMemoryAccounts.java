package ai.tierup.domain.account;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An in-memory {@link Accounts}. */
public final class InMemoryAccounts implements Accounts {

    private final Map<AccountId, Account> accounts = new ConcurrentHashMap<>();
    private final Map<AccountId, ModelAliases> aliases = new ConcurrentHashMap<>();
    private final Map<AccountId, Boolean> keepsOutputs = new ConcurrentHashMap<>();

    @Override
    public Optional<Account> find(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public void add(Account account) {
        accounts.putIfAbsent(account.id(), account);
    }

    @Override
    public void close(AccountId id, Instant now) {
        accounts.compute(
                id,
                (key, account) -> account == null
                        ? new Account(id, now, null, now)
                        : new Account(
                                id,
                                account.createdAt(),
                                account.contact(),
                                Objects.requireNonNullElse(account.deletedAt(), now)));
    }

    /** @throws AccountDeleted when the account is closed */
    public void requireOpen(AccountId id) {
        if (find(id).map(Account::deletedAt).isPresent()) {
            throw new AccountDeleted(id);
        }
    }

    @Override
    public void erase(AccountId id) {
        aliases.remove(id);
        keepsOutputs.remove(id);
        accounts.computeIfPresent(
                id, (key, account) -> new Account(id, account.createdAt(), null, account.deletedAt()));
    }

    @Override
    public ModelAliases modelAliases(AccountId id) {
        return aliases.getOrDefault(id, ModelAliases.NONE);
    }

    @Override
    public void setModelAliases(AccountId id, ModelAliases changed) {
        requireOpen(id);
        aliases.put(id, changed);
    }

    @Override
    public boolean keepsOutputs(AccountId id) {
        return keepsOutputs.getOrDefault(id, true);
    }

    @Override
    public void setKeepsOutputs(AccountId id, boolean keeps) {
        requireOpen(id);
        keepsOutputs.put(id, keeps);
    }
}
