package ai.tierup.domain.account;

import java.util.List;
import java.util.Optional;

/** The directory of teams. */
public interface Teams {

    Optional<Team> find(AccountId account, TeamName name);

    /** All teams of {@code account}, by name. */
    List<Team> list(AccountId account);

    /**
     * Adds {@code team}, or replaces its limits.
     *
     * @throws AccountDeleted when the account is closed
     */
    void put(AccountId account, Team team);

    /** Removes a team, if there is one. */
    void remove(AccountId account, TeamName name);
}
