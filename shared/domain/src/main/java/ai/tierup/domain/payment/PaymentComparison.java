package ai.tierup.domain.payment;

import ai.tierup.domain.books.Books;
import ai.tierup.domain.books.Row;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.LedgerEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Brings checkouts to their end, and holds each payment to its credit, and each credit to its payment. */
final class PaymentComparison {

    private final PaymentProvider provider;
    private final FulfilTopUp fulfilTopUp;
    private final Books books;
    private final ReconciliationRun run;
    private final Map<SessionId, CheckoutSession> looked = new HashMap<>();
    private int booked;
    private Money paid = Money.ZERO;
    private Money credited = Money.ZERO;

    PaymentComparison(PaymentProvider provider, FulfilTopUp fulfilTopUp, Books books, ReconciliationRun run) {
        this.provider = provider;
        this.fulfilTopUp = fulfilTopUp;
        this.books = books;
        this.run = run;
    }

    /** A checkout of which the provider has told us something; what is paid stays so, and is looked at once. */
    void look(SessionId id) {
        if (!looked.containsKey(id)) {
            provider.session(id).ifPresent(this::look);
        }
    }

    /** A checkout as the provider lists it. */
    void look(CheckoutSession session) {
        if (!fulfilTopUp.isOurs(session) || looked.containsKey(session.id())) {
            return;
        }
        switch (session.status()) {
            case OPEN, PENDING -> {}
            case FAILED, EXPIRED -> fulfilTopUp.fulfil(session);
            case PAID -> compare(session);
        }
    }

    private void compare(CheckoutSession session) {
        var entry = entry(session);
        if (entry.isEmpty()) {
            if (fulfilTopUp.fulfilUnlessGivenBack(session) instanceof Fulfilment.NotOurs) {
                return;
            }
            entry = entry(session);
            booked += entry.isPresent() ? 1 : 0;
        }
        looked.put(session.id(), session);
        paid = paid.plus(session.charge().money().orElse(Money.ZERO));
        credited = credited.plus(entry.map(LedgerEntry::amount).orElse(Money.ZERO));
        var reference = session.reference();
        if (reference != null && !entry.map(found -> fits(found, session)).orElse(false)) {
            run.difference(reference.topUp().publicName());
        }
    }

    private Optional<LedgerEntry> entry(CheckoutSession session) {
        return Optional.ofNullable(session.reference())
                .flatMap(reference -> books.entry(reference.account(), FulfilTopUp.businessId(session.id())))
                .map(Row::content);
    }

    private static boolean fits(LedgerEntry entry, CheckoutSession session) {
        var reference = session.reference();
        return reference != null
                && reference.account().equals(entry.account())
                && session.charge().money().equals(Optional.of(entry.amount()));
    }

    /** Whether {@code entry} has a payment. One that is not among those that were looked at is asked for: it may be older, or newer. */
    boolean isPaid(LedgerEntry entry) {
        return FulfilTopUp.sessionOf(entry.businessId())
                .flatMap(session -> Optional.ofNullable(looked.get(session)).or(() -> provider.session(session)))
                .filter(fulfilTopUp::isOurs)
                .filter(session -> session.status() == CheckoutSession.Status.PAID)
                .filter(session -> fits(entry, session))
                .isPresent();
    }

    Reconciliation reconciliation(int events) {
        return new Reconciliation(
                events,
                looked.size(),
                booked,
                paid,
                credited,
                run.differences(),
                run.failures(),
                run.isComplete());
    }
}
