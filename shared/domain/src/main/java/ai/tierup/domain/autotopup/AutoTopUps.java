package ai.tierup.domain.autotopup;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alert.Delivery;
import ai.tierup.domain.payment.TopUpOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The durable store of automatic top-ups. Each write is conditional on the version before it. */
public interface AutoTopUps {

    /** Returns what is stored of an account, or {@link AutoTopUp#none}. */
    AutoTopUp find(AccountId account);

    /**
     * Returns all that are stored, in the order of their accounts' ids.
     *
     * @param after exclusive lower end; null to begin with the first
     */
    List<AutoTopUp> list(@Nullable AccountId after, int limit);

    /**
     * Writes {@code next}.
     *
     * @return false, without a write, unless the stored version is one older
     */
    boolean replace(AutoTopUp next);

    /**
     * Writes {@code next}, which its customer has changed.
     *
     * @return false, without a write, unless the stored version is one older
     * @throws ai.tierup.domain.account.AccountDeleted when the account is closed
     */
    boolean change(AutoTopUp next);

    /**
     * Writes {@code next} and the order of the charge that it begins, in one transaction.
     *
     * @return false, without a write, unless the stored version is one older and the order is new
     */
    boolean start(AutoTopUp next, TopUpOrder order);

    /**
     * Writes {@code next} and what the customer is told of it, in one transaction.
     *
     * @return false, without a write, unless the stored version is one older
     */
    boolean tell(AutoTopUp next, List<Delivery> deliveries);

    /** Removes {@code seen}, if it is stored in this version. */
    void remove(AutoTopUp seen);
}
