package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;
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
        if (reference != null) {
            var subject = reference.topUp().publicName();
            var businessId = FulfilTopUp.businessId(session.id());
            var amount = session.charge().money().orElse(null);
            record(PaymentDifference.of(books, reference.account(), subject, businessId, amount));
        }
    }

    private Optional<LedgerEntry> entry(CheckoutSession session) {
        return Optional.ofNullable(session.reference())
                .flatMap(reference -> books.entry(reference.account(), FulfilTopUp.businessId(session.id())))
                .map(Row::content);
    }

    private void record(PaymentDifference found) {
        if (!found.isSettled()) {
            run.record(found);
        }
    }

    /** Checks that a credit has a payment. A checkout that was not compared may be older or newer, so it is looked up. */
    void check(LedgerEntry credit) {
        var session = FulfilTopUp.sessionOf(credit.businessId())
                .flatMap(id -> Optional.ofNullable(compared.get(id)).or(() -> provider.session(id)))
                .filter(found -> isPayment(found, credit.account()));
        var amount = session.isEmpty()
                ? Optional.of(Money.ZERO)
                : session.get().charge().money();
        if (!amount.equals(Optional.of(credit.amount()))) {
            var subject = credit.id().publicName();
            record(PaymentDifference.of(books, credit.account(), subject, credit.businessId(), amount.orElse(null)));
        }
    }

    private boolean isPayment(CheckoutSession session, AccountId account) {
        var reference = session.reference();
        return reference != null
                && fulfilTopUp.isOurs(session)
                && session.status() == CheckoutSession.Status.PAID
                && reference.account().equals(account);
    }

    Reconciliation reconciliation(int events) {
        return new Reconciliation(
                events, compared.size(), booked, paid, credited, run.differences(), run.failures(), run.isComplete());
    }
}
