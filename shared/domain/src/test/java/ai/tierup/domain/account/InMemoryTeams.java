package ai.tierup.domain.account;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An in-memory {@link Teams}. */
public final class InMemoryTeams implements Teams {

    private final Map<Place, Team> teams = new ConcurrentHashMap<>();

    private final InMemoryAccounts accounts;

    private record Place(AccountId account, TeamName name) {}

    public InMemoryTeams() {
        this(new InMemoryAccounts());
    }

    public InMemoryTeams(InMemoryAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<Team> find(AccountId account, TeamName name) {
        return Optional.ofNullable(teams.get(new Place(account, name)));
    }

    @Override
    public List<Team> list(AccountId account) {
        return teams.entrySet().stream()
                .filter(entry -> entry.getKey().account().equals(account))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(team -> team.name().value()))
                .toList();
    }

    @Override
    public void put(AccountId account, Team team) {
        accounts.requireOpen(account);
        teams.put(new Place(account, team.name()), team);
    }

    @Override
    public void remove(AccountId account, TeamName name) {
        teams.remove(new Place(account, name));
    }
}
