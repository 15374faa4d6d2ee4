package ai.tierup.domain.account;

import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rights of a key: its scopes, its tiers, its limits, its expiry, its team and its soft limits.
 *
 * @param allowedTiers the tiers that it may use; null for all
 * @param expiresAt first instant at which it is refused; null if it does not expire
 * @param team the team with which it shares limits; null if it has none
 * @param pace its soft limits
 */
public record KeyRights(
        Set<Scope> scopes,
        @Nullable Set<TierId> allowedTiers,
        KeyLimits limits,
        @Nullable Instant expiresAt,
        @Nullable Team team,
        PaceLimits pace) {

    /** Every scope and tier, without limits and without expiry. */
    public static final KeyRights ALL =
            new KeyRights(EnumSet.allOf(Scope.class), null, KeyLimits.NONE, null, null, PaceLimits.NONE);

    public KeyRights {
        scopes = Set.copyOf(scopes);
        allowedTiers = allowedTiers == null ? null : Set.copyOf(allowedTiers);
    }

    /** Returns whether {@code other} allows nothing that these rights do not allow. */
    public boolean covers(KeyRights other) {
        return scopes.containsAll(other.scopes)
                && coversTiers(other.allowedTiers)
                && limits.cover(other.limits)
                && coversExpiry(other.expiresAt)
                && coversTeam(other.team)
                && pace.cover(other.pace);
    }

    /** Returns whether something else than the account bounds what is spent with these rights: limits in money, or a team. */
    public boolean haveOwnBound() {
        return !limits.isEmpty() || team != null;
    }

    private boolean coversTiers(@Nullable Set<TierId> others) {
        return allowedTiers == null || (others != null && allowedTiers.containsAll(others));
    }

    private boolean coversExpiry(@Nullable Instant other) {
        return expiresAt == null || (other != null && !other.isAfter(expiresAt));
    }

    /** A key of another team, or of none, would not count against the limits of this team. */
    private boolean coversTeam(@Nullable Team other) {
        return team == null || (other != null && other.name().equals(team.name()));
    }

    /** These rights in another team, or in the same one with other limits. */
    public KeyRights with(Team otherTeam) {
        return new KeyRights(scopes, allowedTiers, limits, expiresAt, otherTeam, pace);
    }

    /** These rights with other soft limits. */
    public KeyRights with(PaceLimits otherPace) {
        return new KeyRights(scopes, allowedTiers, limits, expiresAt, team, otherPace);
    }

    /** These rights with other limits. */
    public KeyRights with(KeyLimits otherLimits) {
        return new KeyRights(scopes, allowedTiers, otherLimits, expiresAt, team, pace);
    }
}
