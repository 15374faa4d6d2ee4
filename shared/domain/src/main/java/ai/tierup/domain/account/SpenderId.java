package ai.tierup.domain.account;

/**
 * The id of who spends: a key or a team, whose spending a wallet counts under this id, or the account as a whole.
 *
 * @param value the id of a key, {@code team:} and the name of a team, or {@code acc_} and the id of an account
 */
public record SpenderId(String value) {

    private static final String TEAM = "team:";
    private static final String ACCOUNT = "acc_";

    public static SpenderId of(KeyId key) {
        return new SpenderId(key.value());
    }

    public static SpenderId of(TeamName team) {
        return new SpenderId(TEAM + team.value());
    }

    /** The account as a whole, whose daily limit is in the wallet itself. */
    public static SpenderId of(AccountId account) {
        return new SpenderId(ACCOUNT + account.value());
    }

    /** The id of the key, the name of the team, or the id of the account. */
    public String name() {
        return isTeam() ? value.substring(TEAM.length()) : value;
    }

    public boolean isTeam() {
        return value.startsWith(TEAM);
    }

    public boolean isAccount() {
        return value.startsWith(ACCOUNT);
    }

    @Override
    public String toString() {
        return value;
    }
}
