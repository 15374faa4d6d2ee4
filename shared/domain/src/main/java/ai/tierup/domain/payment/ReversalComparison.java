package ai.tierup.domain.payment;

import ai.tierup.domain.books.Books;
import ai.tierup.domain.books.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
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
            reversals.stream()
                    .filter(reversal -> !isBooked(order, reversal))
                    .forEach(reversal -> run.recordDifference(order.id().publicName()));
        }
        checked.add(payment);
    }

    private boolean isBooked(TopUpOrder order, Reversal reversal) {
        return books.entry(order.account(), reversal.businessId())
                .map(Row::content)
                .filter(entry -> entry.type() == reversal.type())
                .filter(entry ->
                        Optional.of(entry.amount()).equals(reversal.charge().money()))
                .isPresent();
    }
}
