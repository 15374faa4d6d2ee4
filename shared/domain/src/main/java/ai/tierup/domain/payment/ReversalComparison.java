package ai.tierup.domain.payment;

import ai.tierup.domain.books.Books;
import ai.tierup.domain.books.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Books what went back of payments, and holds each refund, and each movement of a dispute, to its entry. */
final class ReversalComparison {

    private final BookReversals bookReversals;
    private final Books books;
    private final ReconciliationRun run;
    private final Set<PaymentId> looked = new HashSet<>();

    ReversalComparison(BookReversals bookReversals, Books books, ReconciliationRun run) {
        this.bookReversals = bookReversals;
        this.books = books;
        this.run = run;
    }

    /** A payment of which something went back. It may be on several lists, and is looked at once. */
    void look(PaymentId payment) {
        if (looked.contains(payment)) {
            return;
        }
        var reversals = new ArrayList<Reversal>();
        if (bookReversals.book(payment, reversals::add) instanceof Fulfilment.Matched(var order)) {
            reversals.stream()
                    .filter(reversal -> !isBooked(order, reversal))
                    .forEach(reversal -> run.difference(order.id().publicName()));
        }
        looked.add(payment);
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
