package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;

/** Keeps the payment methods that customers save when they pay for a top-up. */
public interface PaymentMethods {

    /**
     * Keeps {@code method} as the one of the account. Safe to repeat, in any order: a method that was saved with an earlier top-up than
     * the last one kept is ignored.
     *
     * @param savedWith the paid top-up that it was saved with
     */
    void keep(AccountId account, TopUpId savedWith, SavedMethod method);
}
