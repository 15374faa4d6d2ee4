package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.books.Books;
import ai.tierup.domain.money.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A payment, a reversal or a credit of which the provider and the ledger say different amounts.
 *
 * @param subject public name of the top-up or the entry
 * @param businessId business id of the entry that the ledger has for it, or should have
 * @param paid amount by the provider, zero if it knows of none; null if it is in another currency
 * @param booked amount by the ledger, with what an operator has corrected
 */
public record PaymentDifference(
        AccountId account,
        String subject,
        String businessId,
        @Nullable Money paid,
        Money booked) {

    private static final String CORRECTION = "adj#";

    /** The business id of the entry that corrects another. Each has one, so that nothing is corrected twice. */
    public static String correctionOf(String businessId) {
        return CORRECTION + businessId;
    }

    /** Reads what the ledger has for a payment or a reversal. */
    static PaymentDifference of(
            Books books, AccountId account, String subject, String businessId, @Nullable Money paid) {
        var booked = amount(books, account, businessId).plus(amount(books, account, correctionOf(businessId)));
        return new PaymentDifference(account, subject, businessId, paid, booked);
    }

    private static Money amount(Books books, AccountId account, String businessId) {
        return books.entry(account, businessId)
                .map(row -> row.content().amount())
                .orElse(Money.ZERO);
    }

    /** What is to be booked so that both agree; empty if no amount would do it. */
    public Optional<Money> correction() {
        return Optional.ofNullable(paid).map(amount -> amount.minus(booked)).filter(missing -> !missing.isZero());
    }

    /** Returns whether both agree. */
    boolean isSettled() {
        return booked.equals(paid);
    }
}
