package ai.tierup.domain.account;

/**
 * The id under which a wallet counts what a key or a team spends.
 *
 * @param value the id of a key, or {@code team:} and the name of a team
 */
public record SpenderId(String value) {

    private static final String TEAM = "team:";

    public static SpenderId of(KeyId key) {
        return new SpenderId(key.value());
    }

    public static SpenderId of(TeamName team) {
        return new SpenderId(TEAM + team.value());
    }

    /** The id of the key, or the name of the team. */
    public String name() {
        return isTeam() ? value.substring(TEAM.length()) : value;
    }

    public boolean isTeam() {
        return value.startsWith(TEAM);
    }

    @Override
    public String toString() {
        return value;
    }
}
