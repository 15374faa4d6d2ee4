package ai.tierup.moneyproof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.Actor;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.Dispute;
import ai.tierup.domain.payment.FakePayments;
import ai.tierup.domain.payment.Notice;
import ai.tierup.domain.payment.PaymentId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The top-ups of all customers, and their events, which reach the service late, twice, in any order or never. */
final class TopUps {

    static final Origin CUSTOMER = new Origin(Actor.SESSION, null);
    static final URI DONE = URI.create("https://tierup.example/top-ups/done");

    private final FakePayments payments;
    private final PaymentActivity activity;
    private final RandomGenerator random;
    private final List<Notice> inFlight = new ArrayList<>();
    private int handled;

    TopUps(FakePayments payments, RandomGenerator random) {
        this.payments = payments;
        this.activity = new PaymentActivity(payments, random);
        this.random = random;
    }

    static void place(ServiceProcess by, AccountId account, Money amount) {
        by.placeTopUp.place(CUSTOMER, account, amount, DONE, false);
    }

    /** Lets a customer, a bank or the provider act, and sends the event of it. */
    void advance() {
        activity.act().ifPresent(inFlight::add);
    }

    /** Delivers a random event, which may be delivered again later. */
    void deliver(ServiceProcess to) {
        if (!inFlight.isEmpty()) {
            var index = random.nextInt(inFlight.size());
            if (random.nextInt(3) == 0) {
                handle(to, inFlight.get(index));
            } else {
                deliverForTheLastTime(to, inFlight.remove(index));
            }
        }
    }

    /** Delivers an event for the last time. If it is lost or the service fails, it is listed as undelivered from then on. */
    private void deliverForTheLastTime(ServiceProcess to, Notice notice) {
        var taken = false;
        try {
            if (random.nextInt(5) > 0) {
                handle(to, notice);
                taken = true;
            }
        } finally {
            if (!taken) {
                payments.addUndelivered(notice);
            }
        }
    }

    private void handle(ServiceProcess who, Notice notice) {
        handled++;
        switch (notice) {
            case Notice.SessionChanged(var session) -> who.fulfilTopUp.fulfil(session);
            case Notice.PaymentChanged(var payment) -> who.bookReversals.book(payment);
            case Notice.Irrelevant nothing -> {}
        }
    }

    /** Opens the page to which a customer returns from a checkout, perhaps much later or again. */
    void returnFromCheckout(ServiceProcess to) {
        var sessions = payments.checkouts();
        if (!sessions.isEmpty()) {
            to.fulfilTopUp.fulfil(sessions.get(random.nextInt(sessions.size())).id());
        }
    }

    /**
     * Lists all events under way as undelivered, then reconciles.
     *
     * @return what is wrong afterwards
     */
    List<String> reconcile(ServiceProcess by) {
        inFlight.forEach(payments::addUndelivered);
        inFlight.clear();
        var found = by.reconcilePayments.run(() -> false);
        return found.isClean() ? List.of() : List.of("The reconciliation found " + found);
    }

    /** The number of handled events, and of checkouts, refunds and disputes by state. */
    Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        counts.put("events handled", handled);
        for (var session : payments.checkouts()) {
            var payment = new PaymentId("pi_" + session.id());
            count(counts, "checkouts " + session.status());
            payments.refunds(payment).forEach(refund -> count(counts, refund.failed() ? "refunds failed" : "refunds"));
            payments.disputes(payment).forEach(dispute -> count(counts, "disputes " + stage(dispute)));
        }
        return counts;
    }

    private static void count(Map<String, Integer> counts, String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private static String stage(Dispute dispute) {
        if (dispute.open()) {
            return "open";
        }
        return dispute.movements().size() == 1 ? "lost" : "won";
    }
}
