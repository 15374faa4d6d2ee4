package ai.tierup.domain.keys;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.Team;
import ai.tierup.domain.account.TeamId;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.account.Teams;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.wallet.WalletLedger;
import java.util.Optional;

/** Adds teams, changes their limits and removes them. A key that has limits or a team itself may do none of that. */
public final class ManageTeams {

    /** The maximum number of teams of an account. Calls at the same time may pass it by a few. */
    private static final int MAX_TEAMS = 100;

    private final Teams teams;
    private final ApiKeys keys;
    private final CountedKeys counted;
    private final AuditTrail trail;

    public ManageTeams(Teams teams, ApiKeys keys, WalletLedger ledger, AuditTrail trail) {
        this.teams = teams;
        this.keys = keys;
        this.counted = new CountedKeys(ledger);
        this.trail = trail;
    }

    /**
     * Adds a team or changes its limits. Its spending is counted from its first limit on. Counting continues after the limits are removed,
     * because other environments may use the old limits for some seconds. It ends when the team is removed.
     *
     * @return empty if the team now has its limits, otherwise the reason it does not
     */
    public Optional<KeyRefusal> put(Requester requester, AccountId account, Team team) {
        var refusal = refusal(requester)
                .or(() -> tooMany(account, team.name()))
                .or(() ->
                        team.limits().isEmpty() ? Optional.empty() : counted.count(account, SpenderId.of(team.name())));
        if (refusal.isEmpty()) {
            record(requester, account, team.name());
            teams.put(account, team);
        }
        return refusal;
    }

    /**
     * Removes a team that has no key any more, and stops counting what it spends.
     *
     * @return empty if there is no such team now, otherwise the reason it stays
     */
    public Optional<KeyRefusal> remove(Requester requester, AccountId account, TeamName name) {
        var refusal = refusal(requester).or(() -> keyIn(account, name));
        if (refusal.isPresent()) {
            return refusal;
        }
        if (teams.find(account, name).isEmpty()) {
            // A call before may have ended between its two writes.
            counted.forget(account, SpenderId.of(name));
            return Optional.of(new KeyRefusal.UnknownTeam());
        }
        record(requester, account, name);
        teams.remove(account, name);
        counted.forget(account, SpenderId.of(name));
        return Optional.empty();
    }

    private void record(Requester requester, AccountId account, TeamName name) {
        var target = TeamId.of(account, name).value();
        trail.record(requester.origin(), account, AuditAction.TEAM_CHANGED, target);
    }

    private static Optional<KeyRefusal> refusal(Requester requester) {
        return requester.rights().haveOwnBound() ? Optional.of(new KeyRefusal.BeyondOwnRights()) : Optional.empty();
    }

    private Optional<KeyRefusal> tooMany(AccountId account, TeamName name) {
        var all = teams.list(account);
        return all.size() < MAX_TEAMS
                        || all.stream().anyMatch(team -> team.name().equals(name))
                ? Optional.empty()
                : Optional.of(new KeyRefusal.TooManyTeams(MAX_TEAMS));
    }

    private Optional<KeyRefusal> keyIn(AccountId account, TeamName name) {
        return keys.list(account).stream()
                        .filter(listed -> !listed.isRevoked())
                        .map(listed -> listed.key().rights().team())
                        .anyMatch(team -> team != null && team.name().equals(name))
                ? Optional.of(new KeyRefusal.TeamHasKeys())
                : Optional.empty();
    }
}
