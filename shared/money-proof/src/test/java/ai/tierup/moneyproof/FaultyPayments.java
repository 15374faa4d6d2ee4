package ai.tierup.moneyproof;

import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.Dispute;
import ai.tierup.domain.payment.Notice;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.PaymentMode;
import ai.tierup.domain.payment.PaymentProvider;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.domain.payment.Refund;
import ai.tierup.domain.payment.SavedMethod;
import ai.tierup.domain.payment.SessionId;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.simulators.dynamodb.Fault;
import ai.tierup.simulators.dynamodb.LateRequests;
import ai.tierup.simulators.dynamodb.ProcessDied;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The payment provider as one process reaches it. Every request meets the fault that is drawn for it. An answer may be outdated when it
 * arrives, because others have acted in between.
 */
final class FaultyPayments implements PaymentProvider {

    private final PaymentProvider provider;
    private final Supplier<Fault> faults;
    private final LateRequests late;
    private final Runnable others;
    private final Consumer<SessionId> events;
    private final Consumer<PaymentId> reversals;

    /**
     * Creates the provider as a process sees it.
     *
     * @param others lets others act between an answer and its arrival
     * @param events receives the charges whose events reach the service
     * @param reversals receives the payments of refunds whose events reach the service
     */
    FaultyPayments(
            PaymentProvider provider,
            Supplier<Fault> faults,
            LateRequests late,
            Runnable others,
            Consumer<SessionId> events,
            Consumer<PaymentId> reversals) {
        this.provider = provider;
        this.faults = faults;
        this.late = late;
        this.others = others;
        this.events = events;
        this.reversals = reversals;
    }

    @FunctionalInterface
    private interface Request<T> {
        T send();
    }

    private <T> T call(Request<T> request) {
        return call(request, () -> {});
    }

    /** @param ifLate late effect of a request that was given up */
    private <T> T call(Request<T> request, Runnable ifLate) {
        return switch (faults.get()) {
            case NONE, CONFLICT -> answer(request);
            case TWICE -> {
                request.send();
                yield answer(request);
            }
            case NOT_SENT, THROTTLED, SERVER_ERROR -> throw unavailable();
            case LATE -> {
                ifLate.run();
                throw unavailable();
            }
            case ANSWER_LOST -> {
                answer(request);
                throw unavailable();
            }
            case DIES_BEFORE -> throw new ProcessDied();
            case DIES_AFTER -> {
                request.send();
                throw new ProcessDied();
            }
        };
    }

    private <T> T answer(Request<T> request) {
        var answer = request.send();
        others.run();
        return answer;
    }

    private static PaymentsUnavailable unavailable() {
        return new PaymentsUnavailable("No answer came");
    }

    @Override
    public PaymentMode mode() {
        return provider.mode();
    }

    @Override
    public CheckoutSession open(TopUpOrder order, String stage, URI done, boolean savesMethod) {
        Request<CheckoutSession> request = () -> provider.open(order, stage, done, savesMethod);
        return call(request, () -> late.add(request::send));
    }

    /** A charge that is made late has an event, too. */
    @Override
    public Optional<CheckoutSession> charge(TopUpOrder order, String stage, SavedMethod method) {
        Request<Optional<CheckoutSession>> request = () -> provider.charge(order, stage, method);
        return call(request, () -> late.add(() -> request.send().ifPresent(charge -> events.accept(charge.id()))));
    }

    @Override
    public Optional<CheckoutSession> chargeFor(TopUpOrder order, SavedMethod method) {
        return call(() -> provider.chargeFor(order, method));
    }

    @Override
    public void forget(SavedMethod method) {
        call(() -> {
            provider.forget(method);
            return true;
        });
    }

    @Override
    public Optional<CheckoutSession> session(SessionId id) {
        return call(() -> provider.session(id));
    }

    @Override
    public Optional<CheckoutSession> sessionOf(PaymentId payment) {
        return call(() -> provider.sessionOf(payment));
    }

    @Override
    public Refund refund(PaymentId payment, Charge charge, int number) {
        Request<Refund> request = () -> provider.refund(payment, charge, number);
        return call(
                request,
                () -> late.add(() -> {
                    request.send();
                    reversals.accept(payment);
                }));
    }

    @Override
    public List<Refund> refunds(PaymentId payment) {
        return call(() -> provider.refunds(payment));
    }

    @Override
    public List<Dispute> disputes(PaymentId payment) {
        return call(() -> provider.disputes(payment));
    }

    @Override
    public Listing<Notice> undelivered(Instant since, Optional<String> after) {
        return call(() -> provider.undelivered(since, after));
    }

    @Override
    public Listing<CheckoutSession> sessions(Instant since, Optional<String> after) {
        return call(() -> provider.sessions(since, after));
    }

    @Override
    public Listing<CheckoutSession> charges(Instant since, Optional<String> after) {
        return call(() -> provider.charges(since, after));
    }

    @Override
    public Listing<PaymentId> refunded(Instant since, Optional<String> after) {
        return call(() -> provider.refunded(since, after));
    }

    @Override
    public Listing<PaymentId> disputed(Instant since, Optional<String> after) {
        return call(() -> provider.disputed(since, after));
    }
}
