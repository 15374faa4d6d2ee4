package ai.tierup.domain.account;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A credential of an account. Its secret is not here: it is found by its {@link ApiKeyHash}.
 *
 * @param name what its owner calls it
 * @param allowedTiers the tiers it may ask for; null for all
 * @param dailyLimit what it may spend in a UTC day; null for no limit
 * @param monthlyBudget what it may spend in a UTC month; null for no limit
 * @param expiresAt first instant at which it is refused; null when it does not expire
 * @param shownPrefix the first characters of the secret
 */
public record ApiKey(
        KeyId id,
        AccountId account,
        String name,
        Set<Scope> scopes,
        @Nullable Set<TierId> allowedTiers,
        @Nullable Money dailyLimit,
        @Nullable Money monthlyBudget,
        @Nullable Instant expiresAt,
        Instant createdAt,
        String shownPrefix) {

    public ApiKey {
        scopes = Set.copyOf(scopes);
        allowedTiers = allowedTiers == null ? null : Set.copyOf(allowedTiers);
    }

    /** One that may do everything, without limits and without an end. */
    public static ApiKey unlimited(KeyId id, AccountId account, String name, Instant createdAt, String shownPrefix) {
        return new ApiKey(
                id, account, name, EnumSet.allOf(Scope.class), null, null, null, null, createdAt, shownPrefix);
    }

    /** Whether its spending is counted on its own. */
    public boolean hasLimits() {
        return dailyLimit != null || monthlyBudget != null;
    }

    public boolean isValidAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    public boolean allows(Scope scope) {
        return scopes.contains(scope);
    }

    public boolean allows(TierId tier) {
        return allowedTiers == null || allowedTiers.contains(tier);
    }
}
