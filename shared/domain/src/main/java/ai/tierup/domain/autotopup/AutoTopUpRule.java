package ai.tierup.domain.autotopup;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.PlaceTopUp;
import java.net.URI;

/**
 * When and with how much an account is topped up.
 *
 * @param threshold the balance below which it is
 * @param amount an {@linkplain PlaceTopUp#isAllowed allowed} amount
 * @param maxPerDay the most top-ups on a UTC day
 * @param returnPage page to which the customer returns from a checkout, if one is needed
 */
public record AutoTopUpRule(Money threshold, Money amount, int maxPerDay, URI returnPage) {

    public static final int MAX_PER_DAY = 10;

    public AutoTopUpRule {
        if (!isThreshold(threshold) || !PlaceTopUp.isAllowed(amount) || maxPerDay < 1 || maxPerDay > MAX_PER_DAY) {
            throw new IllegalArgumentException("Not a rule for automatic top-ups");
        }
    }

    /** Returns whether {@code amount} can be a threshold: above zero, and at most as much as can be topped up at once. */
    public static boolean isThreshold(Money amount) {
        return !amount.isNegative() && !amount.isZero() && PlaceTopUp.MAX_AMOUNT.covers(amount);
    }
}
