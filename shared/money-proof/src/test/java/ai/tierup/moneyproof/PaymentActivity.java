package ai.tierup.moneyproof;

import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.Dispute;
import ai.tierup.domain.payment.FakePayments;
import ai.tierup.domain.payment.Notice;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.Refund;
import ai.tierup.domain.payment.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The actions of customers, banks and the provider, of which the service learns later, if at all. */
final class PaymentActivity {

    private final FakePayments payments;
    private final RandomGenerator random;
    private int ids;

    PaymentActivity(FakePayments payments, RandomGenerator random) {
        this.payments = payments;
        this.random = random;
    }

    /**
     * Changes a random checkout or its payment.
     *
     * @return the event that the provider sends of it, if any
     */
    Optional<Notice> act() {
        var sessions = payments.checkouts();
        return sessions.isEmpty() ? Optional.empty() : act(oneOf(sessions));
    }

    private Optional<Notice> act(CheckoutSession session) {
        return switch (session.status()) {
            case OPEN ->
                advance(
                        session.id(),
                        oneOf(List.of(
                                CheckoutSession.Status.PAID,
                                CheckoutSession.Status.PAID,
                                CheckoutSession.Status.PENDING,
                                CheckoutSession.Status.EXPIRED)));
            case PENDING ->
                advance(session.id(), oneOf(List.of(CheckoutSession.Status.PAID, CheckoutSession.Status.FAILED)));
            case PAID -> reverse(session);
            case FAILED, UNCONFIRMED, EXPIRED -> Optional.empty();
        };
    }

    private Optional<Notice> advance(SessionId session, CheckoutSession.Status status) {
        payments.advance(session, status);
        return Optional.of(new Notice.SessionChanged(session));
    }

    private Optional<Notice> reverse(CheckoutSession session) {
        var payment = new PaymentId("pi_" + session.id());
        if (payments.disputes(payment).stream().noneMatch(Dispute::open) && random.nextInt(3) > 0) {
            refund(payment, session.charge().minorUnits());
        } else {
            dispute(payment, session.charge().minorUnits());
        }
        return Optional.of(new Notice.PaymentChanged(payment));
    }

    private void refund(PaymentId payment, long paid) {
        var all = payments.refunds(payment);
        var active = all.stream().filter(refund -> !refund.failed()).toList();
        var left = paid
                - active.stream()
                        .mapToLong(refund -> refund.charge().minorUnits())
                        .sum();
        if (!active.isEmpty() && random.nextInt(3) == 0) {
            var failing = oneOf(active);
            payments.refund(payment, new Refund(failing.id(), failing.charge(), true));
        } else if (left > 0) {
            payments.refund(payment, new Refund("re_" + ids++, new Charge("usd", 1 + random.nextLong(left)), false));
        }
    }

    private void dispute(PaymentId payment, long paid) {
        var open = payments.disputes(payment).stream().filter(Dispute::open).toList();
        if (open.isEmpty()) {
            var movements = random.nextInt(4) == 0 ? List.<Dispute.Movement>of() : List.of(movement(-paid));
            payments.dispute(payment, new Dispute("dp_" + ids++, true, movements));
            return;
        }
        var dispute = open.getFirst();
        var movements = new ArrayList<>(dispute.movements());
        if (!movements.isEmpty() && random.nextBoolean()) {
            movements.add(movement(paid));
        }
        payments.dispute(payment, new Dispute(dispute.id(), random.nextInt(4) == 0 && movements.isEmpty(), movements));
    }

    private Dispute.Movement movement(long cents) {
        return new Dispute.Movement("txn_" + ids++, new Charge("usd", cents));
    }

    private <T> T oneOf(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }
}
