package ai.tierup.domain.payment;

import ai.tierup.domain.money.Money;
import java.util.Optional;

/**
 * An amount in the provider's currency and unit.
 *
 * @param currency three lower-case letters
 * @param minorUnits amount in cents or the like; negative when it is taken from us
 */
public record Charge(String currency, long minorUnits) {

    private static final String DOLLARS = "usd";
    private static final long NANO_USD_PER_CENT = 10_000_000;

    /** @param amount of whole cents */
    public static Charge of(Money amount) {
        if (!isWholeCents(amount)) {
            throw new IllegalArgumentException(amount + " is not in whole cents");
        }
        return new Charge(DOLLARS, amount.nanoUsd() / NANO_USD_PER_CENT);
    }

    static Charge ofCents(long cents) {
        return new Charge(DOLLARS, cents);
    }

    /** The whole cents in an amount, without the rest. */
    static long centsIn(Money amount) {
        return Math.floorDiv(amount.nanoUsd(), NANO_USD_PER_CENT);
    }

    static boolean isWholeCents(Money amount) {
        return amount.nanoUsd() % NANO_USD_PER_CENT == 0;
    }

    /** Returns whether the currency is the one that our books are kept in. */
    public boolean isInDollars() {
        return currency.equals(DOLLARS);
    }

    Charge negated() {
        return new Charge(currency, Math.negateExact(minorUnits));
    }

    /** The amount in our books; empty when it is in another currency. */
    public Optional<Money> money() {
        return isInDollars()
                ? Optional.of(new Money(Math.multiplyExact(minorUnits, NANO_USD_PER_CENT)))
                : Optional.empty();
    }
}
