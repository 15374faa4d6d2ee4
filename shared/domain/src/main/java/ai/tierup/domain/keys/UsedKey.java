package ai.tierup.domain.keys;

import ai.tierup.domain.account.ListedKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key of an account, with its last use.
 *
 * @param lastUsedAt the beginning of the hour in which it was last used; null if it never was
 */
public record UsedKey(ListedKey listed, @Nullable Instant lastUsedAt) {

    /** A key that was just created. */
    public static UsedKey unused(ListedKey listed) {
        return new UsedKey(listed, null);
    }
}
