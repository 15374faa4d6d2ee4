package ai.tierup.domain.payment;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Books payments and reversals whose events never arrived, and compares the provider's lists with the ledger. It calls the same use
 * cases as webhook and success page, so it may run at any time, twice, and concurrently with them.
 *
 * <p>Checkouts and reversals of the last days are checked even if they are booked already. Money that takes longer comes with an event.
 * That event is either delivered and booked, or listed as undelivered for as long as the provider keeps it.
 *
 * <p>There is no grace period. A run first books what the provider says, and then compares the entries with that. What the provider says
 * later is left to the next run.
 */
public final class ReconcilePayments {

    private static final Duration LIST_LOOKBACK = Duration.ofDays(8);
    private static final Duration EVENT_LOOKBACK = Duration.ofDays(30);

    private final PaymentProvider provider;
    private final FulfilTopUp fulfilTopUp;
    private final BookReversals bookReversals;
    private final ReconciledLedger ledger;
    private final Alarms alarms;
    private final InstantSource clock;

    public ReconcilePayments(
            PaymentProvider provider,
            FulfilTopUp fulfilTopUp,
            BookReversals bookReversals,
            ReconciledLedger ledger,
            Alarms alarms,
            InstantSource clock) {
        this.provider = provider;
        this.fulfilTopUp = fulfilTopUp;
        this.bookReversals = bookReversals;
        this.ledger = ledger;
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * Checks everything, item by item. A failure is reported and does not stop the rest.
     *
     * @param timeIsUp asked before each item; the next run continues with the wallets where this one stopped
     */
    public Reconciliation run(BooleanSupplier timeIsUp) {
        var now = clock.instant();
        var since = now.minus(LIST_LOOKBACK);
        var run = new ReconciliationRun(alarms, timeIsUp);
        var payments = new PaymentComparison(provider, fulfilTopUp, ledger.books(), run);
        var reversals = new ReversalComparison(bookReversals, ledger.books(), run);
        // The longest list comes last, so that it takes no time from the others.
        run.forEach(after -> provider.disputed(since, after), reversals::check);
        run.forEach(after -> provider.refunded(since, after), reversals::check);
        var events = run.forEach(
                after -> provider.undelivered(now.minus(EVENT_LOOKBACK), after),
                notice -> check(notice, payments, reversals));
        run.<CheckoutSession>forEach(after -> provider.charges(since, after), payments::check);
        run.<CheckoutSession>forEach(after -> provider.sessions(since, after), payments::check);
        new CreditComparison(payments, ledger, run).run(since);
        if (run.hasSkipped()) {
            alarms.raise(Alarm.RECONCILE_INCOMPLETE, run.failures() + " failures");
        }
        return payments.reconciliation(events);
    }

    private static void check(Notice notice, PaymentComparison payments, ReversalComparison reversals) {
        switch (notice) {
            case Notice.SessionChanged(var session) -> payments.check(session);
            case Notice.PaymentChanged(var payment) -> reversals.check(payment);
            case Notice.Irrelevant irrelevant -> {}
        }
    }
}
