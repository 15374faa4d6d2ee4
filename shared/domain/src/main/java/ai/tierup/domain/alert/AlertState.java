package ai.tierup.domain.alert;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.AuditEventId;
import ai.tierup.domain.audit.Network;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an account's alerts have taken note of, so that nothing is told twice.
 *
 * @param version number of writes so far
 * @param isLow whether the balance was low, which is told again only after it was not
 * @param seen the last event of the audit log that was looked at; null if none was
 * @param networks when somebody has last signed in from a network
 * @param budgets of which was told in windows that are not over
 */
public record AlertState(
        AccountId account,
        long version,
        boolean isLow,
        @Nullable AuditEventId seen,
        Map<Network, Instant> networks,
        Set<ReachedBudget> budgets) {

    public AlertState {
        networks = Map.copyOf(networks);
        budgets = Set.copyOf(budgets);
    }

    /** The state of an account at which nothing has looked yet. */
    public static AlertState unseen(AccountId account) {
        return new AlertState(account, 0, false, null, Map.of(), Set.of());
    }

    /** Returns whether {@code other} is the same except for its version. */
    boolean isLike(AlertState other) {
        return equals(new AlertState(other.account, version, other.isLow, other.seen, other.networks, other.budgets));
    }
}
