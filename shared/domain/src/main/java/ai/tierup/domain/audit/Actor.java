package ai.tierup.domain.audit;

import ai.tierup.domain.account.KeyId;

/**
 * Who did something, as audit logs show it.
 *
 * @param publicName the id of a key, {@code session}, {@code operator} or {@code service}
 */
public record Actor(String publicName) {

    /** Somebody who has signed in. */
    public static final Actor SESSION = new Actor("session");

    /** Somebody who runs the service. */
    public static final Actor OPERATOR = new Actor("operator");

    /** The service itself, such as a scheduled job. */
    public static final Actor SERVICE = new Actor("service");

    public static Actor of(KeyId key) {
        return new Actor(key.value());
    }
}
