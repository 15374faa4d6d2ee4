package ai.tierup.domain.account;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** An in-memory {@link ApiKeys}. */
public final class InMemoryApiKeys implements ApiKeys {

    private static final Comparator<ListedKey> NEWEST_FIRST =
            Comparator.comparing((ListedKey listed) -> listed.key().createdAt()).reversed();

    private final Map<ApiKeyHash, ListedKey> keys = new ConcurrentHashMap<>();
    private final Teams teams;
    private final InMemoryAccounts accounts;

    public InMemoryApiKeys() {
        this(new InMemoryTeams());
    }

    public InMemoryApiKeys(Teams teams) {
        this(teams, new InMemoryAccounts());
    }

    public InMemoryApiKeys(Teams teams, InMemoryAccounts accounts) {
        this.teams = teams;
        this.accounts = accounts;
    }

    @Override
    public Optional<ApiKey> find(ApiKeyHash hash) {
        return Optional.ofNullable(keys.get(hash))
                .filter(listed -> !listed.isRevoked())
                .map(ListedKey::key)
                .filter(key -> key.rights().team() == null
                        || teams.find(key.account(), key.rights().team().name()).isPresent())
                .map(this::withTeam);
    }

    private ApiKey withTeam(ApiKey key) {
        var team = key.rights().team();
        return team == null
                ? key
                : key.with(
                        key.rights().with(teams.find(key.account(), team.name()).orElse(team)));
    }

    @Override
    public Optional<ListedKey> find(AccountId account, KeyId id) {
        return list(account).stream()
                .filter(listed -> listed.key().id().equals(id))
                .findFirst();
    }

    @Override
    public List<ListedKey> list(AccountId account) {
        return keys.values().stream()
                .filter(listed -> listed.key().account().equals(account))
                .sorted(NEWEST_FIRST)
                .map(listed -> new ListedKey(withTeam(listed.key()), listed.revokedAt()))
                .toList();
    }

    @Override
    public void add(ApiKeyHash hash, ApiKey key) {
        accounts.requireOpen(key.account());
        keys.putIfAbsent(hash, new ListedKey(key, null));
    }

    @Override
    public boolean change(ApiKey seen, ApiKey changed) {
        return find(changed.account(), changed.id())
                        .filter(listed -> !listed.isRevoked() && listed.key().equals(seen))
                        .isPresent()
                && replace(changed.account(), changed.id(), listed -> new ListedKey(changed, null));
    }

    @Override
    public boolean revoke(AccountId account, KeyId id, Instant at) {
        return replace(account, id, listed -> new ListedKey(listed.key(), at));
    }

    @Override
    public void eraseRevoked(AccountId account) {
        keys.values()
                .removeIf(listed -> listed.isRevoked() && listed.key().account().equals(account));
    }

    private boolean replace(AccountId account, KeyId id, UnaryOperator<ListedKey> change) {
        var found = find(account, id).filter(listed -> !listed.isRevoked());
        found.ifPresent(seen -> keys.replaceAll((hash, listed) -> isSame(listed, seen) ? change.apply(seen) : listed));
        return found.isPresent();
    }

    private static boolean isSame(ListedKey one, ListedKey other) {
        return one.key().account().equals(other.key().account())
                && one.key().id().equals(other.key().id());
    }
}
