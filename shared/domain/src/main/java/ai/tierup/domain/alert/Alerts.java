package ai.tierup.domain.alert;

import ai.tierup.domain.account.AccountId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store of what customers want to be told of, and of what they were told. */
public interface Alerts {

    Optional<AlertSettings> find(AccountId account);

    /**
     * Adds or replaces the settings of an account. Its state stays as it is.
     *
     * @throws ai.tierup.domain.account.AccountDeleted when the account is closed
     */
    void save(AlertSettings settings);

    /** Removes the settings and the state of an account. */
    void remove(AccountId account);

    /**
     * Returns settings in the order of their accounts' ids.
     *
     * @param after exclusive lower end; null to begin with the first
     */
    List<AlertSettings> list(@Nullable AccountId after, int limit);

    /** Returns the state of an account, or {@link AlertState#unseen} if it has none. */
    AlertState state(AccountId account);

    /**
     * Writes a state and the deliveries that come of it, in one transaction.
     *
     * @return false, without a write, unless the stored state is one version older and the account has settings
     */
    boolean advance(AlertState next, List<Delivery> deliveries);
}
