package ai.tierup.domain.payment;

import ai.tierup.domain.books.Books;
import ai.tierup.domain.books.Row;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.LedgerEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Fulfils checkouts, and compares each payment with its credit and each credit with its payment. */
final class PaymentComparison {

    private final PaymentProvider provider;
    private final FulfilTopUp fulfilTopUp;
    private final Books books;
    private final ReconciliationRun run;
    private final Map<SessionId, CheckoutSession> compared = new HashMap<>();
    private int booked;
    private Money paid = Money.ZERO;
    private Money credited = Money.ZERO;

    PaymentComparison(PaymentProvider provider, FulfilTopUp fulfilTopUp, Books books, ReconciliationRun run) {
        this.provider = provider;
        this.fulfilTopUp = fulfilTopUp;
        this.books = books;
        this.run = run;
    }

    /** Checks a checkout that an event is about. A paid checkout stays paid, so it is compared only once. */
    void check(SessionId id) {
        if (!compared.containsKey(id)) {
            provider.session(id).ifPresent(this::check);
        }
    }

    /** Checks a checkout as the provider lists it. */
    void check(CheckoutSession session) {
        if (!fulfilTopUp.isOurs(session) || compared.containsKey(session.id())) {
            return;
        }
        switch (session.status()) {
            case OPEN, PENDING -> {}
            case FAILED, UNCONFIRMED, EXPIRED -> fulfilTopUp.fulfil(session);
            case PAID -> compare(session);
        }
    }

    private void compare(CheckoutSession session) {
        var entry = entry(session);
        if (entry.isEmpty()) {
            if (fulfilTopUp.fulfilUnlessRefunded(session) instanceof Fulfilment.NotOurs) {
                return;
            }
            entry = entry(session);
            booked += entry.isPresent() ? 1 : 0;
        } else {
            fulfilTopUp.finish(session);
        }
        compared.put(session.id(), session);
        paid = paid.plus(session.charge().money().orElse(Money.ZERO));
        credited = credited.plus(entry.map(LedgerEntry::amount).orElse(Money.ZERO));
        var reference = session.reference();
        if (reference != null && !entry.map(found -> matches(found, session)).orElse(false)) {
            run.recordDifference(reference.topUp().publicName());
        }
    }

    private Optional<LedgerEntry> entry(CheckoutSession session) {
        return Optional.ofNullable(session.reference())
                .flatMap(reference -> books.entry(reference.account(), FulfilTopUp.businessId(session.id())))
                .map(Row::content);
    }

    private static boolean matches(LedgerEntry entry, CheckoutSession session) {
        var reference = session.reference();
        return reference != null
                && reference.account().equals(entry.account())
                && session.charge().money().equals(Optional.of(entry.amount()));
    }

    /** Returns whether {@code entry} has a payment. A checkout that was not compared may be older or newer, so it is looked up. */
    boolean isPaid(LedgerEntry entry) {
        return FulfilTopUp.sessionOf(entry.businessId())
                .flatMap(session -> Optional.ofNullable(compared.get(session)).or(() -> provider.session(session)))
                .filter(fulfilTopUp::isOurs)
                .filter(session -> session.status() == CheckoutSession.Status.PAID)
                .filter(session -> matches(entry, session))
                .isPresent();
    }

    Reconciliation reconciliation(int events) {
        return new Reconciliation(
                events, compared.size(), booked, paid, credited, run.differences(), run.failures(), run.isComplete());
    }
}
