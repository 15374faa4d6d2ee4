package ai.tierup.moneyproof;

import ai.tierup.domain.account.AccountId;
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

/** Customers who top up, and a service that hears of what becomes of it late, twice, in any order or never. */
final class TopUps {

    static final URI DONE = URI.create("https://tierup.example/top-ups/done");

    private final FakePayments payments;
    private final PaymentActivity life;
    private final RandomGenerator random;
    private final List<Notice> underWay = new ArrayList<>();
    private int heard;

    TopUps(FakePayments payments, RandomGenerator random) {
        this.payments = payments;
        this.life = new PaymentActivity(payments, random);
        this.random = random;
    }

    static void place(ServiceProcess by, AccountId account, Money amount) {
        by.placeTopUp.place(account, amount, DONE);
    }

    /** A customer, a bank or the provider does something, of which an event tells. */
    void goOn() {
        life.happen().ifPresent(underWay::add);
    }

    /** One of the events, in any order; it may come again. */
    void deliver(ServiceProcess to) {
        if (!underWay.isEmpty()) {
            var index = random.nextInt(underWay.size());
            if (random.nextInt(3) == 0) {
                hear(to, underWay.get(index));
            } else {
                deliverAtLast(to, underWay.remove(index));
            }
        }
    }

    /** One that is lost, or not taken by a service in trouble, is listed as undelivered from then on. */
    private void deliverAtLast(ServiceProcess to, Notice notice) {
        var taken = false;
        try {
            if (random.nextInt(5) > 0) {
                hear(to, notice);
                taken = true;
            }
        } finally {
            if (!taken) {
                payments.addUndelivered(notice);
            }
        }
    }

    private void hear(ServiceProcess who, Notice notice) {
        heard++;
        switch (notice) {
            case Notice.SessionChanged(var session) -> who.fulfilTopUp.fulfil(session);
            case Notice.PaymentChanged(var payment) -> who.bookReversals.book(payment);
            case Notice.Irrelevant nothing -> {}
        }
    }

    /** A customer comes back from a checkout, or looks at that page again much later. */
    void comeBack(ServiceProcess to) {
        var sessions = payments.checkouts();
        if (!sessions.isEmpty()) {
            to.fulfilTopUp.fulfil(sessions.get(random.nextInt(sessions.size())).id());
        }
    }

    /** Finds whatever was lost, or is under way too long; what is wrong afterwards. */
    List<String> reconcile(ServiceProcess by) {
        underWay.forEach(payments::addUndelivered);
        underWay.clear();
        var found = by.reconcilePayments.run(() -> false);
        return found.isClean() ? List.of() : List.of("The reconciliation found " + found);
    }

    /** What came of it all, and how often. */
    Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        counts.put("events heard", heard);
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
