package ai.tierup.domain.payment;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Books what nobody told us of, and compares what the provider lists with what was credited. It does what webhook and success page do, so
 * it may run at any moment, twice, and beside them.
 *
 * <p>Checkouts and reversals of the last days are looked at, whatever is known of them. Money that takes longer comes with an event that
 * is either delivered, and then booked, or listed as undelivered for as long as the provider keeps it.
 *
 * <p>Nothing is too young to be compared: what the provider has said is booked first, and held to its entry then. What it says later is
 * the next run's.
 */
public final class ReconcilePayments {

    private static final Duration LISTS_REACH_BACK = Duration.ofDays(8);
    private static final Duration EVENTS_REACH_BACK = Duration.ofDays(30);

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
     * Looks at everything, one thing after the other: what fails is told, and keeps nobody from the rest.
     *
     * @param timeIsUp asked between two things; the next run goes on with the wallets where this one stopped
     */
    public Reconciliation run(BooleanSupplier timeIsUp) {
        var now = clock.instant();
        var since = now.minus(LISTS_REACH_BACK);
        var run = new ReconciliationRun(alarms, timeIsUp);
        var payments = new PaymentComparison(provider, fulfilTopUp, ledger.books(), run);
        var reversals = new ReversalComparison(bookReversals, ledger.books(), run);
        // The longest list comes last, so that it can keep time from no other.
        run.each(after -> provider.disputed(since, after), reversals::look);
        run.each(after -> provider.refunded(since, after), reversals::look);
        var events = run.each(
                after -> provider.undelivered(now.minus(EVENTS_REACH_BACK), after),
                notice -> hear(notice, payments, reversals));
        run.<CheckoutSession>each(after -> provider.sessions(since, after), payments::look);
        new CreditComparison(payments, ledger, run).run(since);
        if (run.hasMissed()) {
            alarms.raise(Alarm.RECONCILE_INCOMPLETE, run.failures() + " failures");
        }
        return payments.reconciliation(events);
    }

    private static void hear(Notice notice, PaymentComparison payments, ReversalComparison reversals) {
        switch (notice) {
            case Notice.SessionChanged(var session) -> payments.look(session);
            case Notice.PaymentChanged(var payment) -> reversals.look(payment);
            case Notice.Irrelevant nothing -> {}
        }
    }
}
