package ai.tierup.domain.account;

import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A credential of an account. It does not contain its secret; a key is found by the {@link ApiKeyHash} of the secret.
 *
 * @param name the name that its owner gave it
 * @param shownPrefix the first characters of the secret
 */
public record ApiKey(
        KeyId id, AccountId account, String name, KeyRights rights, Instant createdAt, String shownPrefix) {

    /** Stands for the visitors of the playground, who have no account. It has no secret, and the playground's pool pays for it. */
    public static final ApiKey VISITOR =
            unlimited(new KeyId("key_visitor"), AccountId.PLAYGROUND, "visitor", Instant.EPOCH, "");

    private static final KeyId SESSION = new KeyId("key_session");

    /** Stands for somebody who has signed in and uses the playground. It has no secret, and the account's wallet pays for it. */
    public static ApiKey ofSession(AccountId account) {
        return unlimited(SESSION, account, "session", Instant.EPOCH, "");
    }

    /** Creates a key with every right, without limits and without expiry. */
    public static ApiKey unlimited(KeyId id, AccountId account, String name, Instant createdAt, String shownPrefix) {
        return new ApiKey(id, account, name, KeyRights.ALL, createdAt, shownPrefix);
    }

    /** The key and its team, as far as they have limits. */
    public List<LimitedSpender> limited() {
        var limited = new ArrayList<LimitedSpender>();
        if (!rights.limits().isEmpty()) {
            limited.add(new LimitedSpender(SpenderId.of(id), rights.limits()));
        }
        var team = rights.team();
        if (team != null && !team.limits().isEmpty()) {
            limited.add(new LimitedSpender(SpenderId.of(team.name()), team.limits()));
        }
        return List.copyOf(limited);
    }

    /** Returns whether it stands for the visitors of the playground. */
    public boolean isVisitor() {
        return equals(VISITOR);
    }

    public boolean isValidAt(Instant now) {
        var expiresAt = rights.expiresAt();
        return expiresAt == null || now.isBefore(expiresAt);
    }

    public boolean allows(Scope scope) {
        return rights.scopes().contains(scope);
    }

    public boolean allows(TierId tier) {
        var allowed = rights.allowedTiers();
        return allowed == null || allowed.contains(tier);
    }

    /** This key with other rights. */
    public ApiKey with(KeyRights otherRights) {
        return new ApiKey(id, account, name, otherRights, createdAt, shownPrefix);
    }

    /** This key with another name. */
    public ApiKey named(String otherName) {
        return new ApiKey(id, account, otherName, rights, createdAt, shownPrefix);
    }
}
