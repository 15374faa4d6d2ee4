package ai.tierup.domain.payment;

import ai.tierup.domain.books.Books;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

/** Books the reversals of payments, and compares each refund and each movement of a dispute with its entry. */
final class ReversalComparison {

    private final BookReversals bookReversals;
    private final Books books;
    private final ReconciliationRun run;
    private final Set<PaymentId> checked = new HashSet<>();

    ReversalComparison(BookReversals bookReversals, Books books, ReconciliationRun run) {
        this.bookReversals = bookReversals;
        this.books = books;
        this.run = run;
    }

    /** Checks a payment with reversals. A payment on several lists is checked once. */
    void check(PaymentId payment) {
        if (checked.contains(payment)) {
            return;
        }
        var reversals = new ArrayList<Reversal>();
        if (bookReversals.book(payment, reversals::add) instanceof Fulfilment.Matched(var order)) {
            reversals.forEach(reversal -> check(order, reversal));
        }
        checked.add(payment);
    }

    private void check(TopUpOrder order, Reversal reversal) {
        var subject = order.id().publicName();
        var amount = reversal.charge().money().orElse(null);
        var found = PaymentDifference.of(books, order.account(), subject, reversal.businessId(), amount);
        if (!found.isSettled() || isOfAnotherType(order, reversal)) {
            run.record(found);
        }
    }

    private boolean isOfAnotherType(TopUpOrder order, Reversal reversal) {
        return books.entry(order.account(), reversal.businessId())
                .filter(row -> row.content().type() != reversal.type())
                .isPresent();
    }
}
