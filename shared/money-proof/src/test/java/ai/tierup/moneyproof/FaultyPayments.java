package ai.tierup.moneyproof;

import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.Dispute;
import ai.tierup.domain.payment.Notice;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.PaymentMode;
import ai.tierup.domain.payment.PaymentProvider;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.domain.payment.Refund;
import ai.tierup.domain.payment.SessionId;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.simulators.dynamodb.Fault;
import ai.tierup.simulators.dynamodb.LateRequests;
import ai.tierup.simulators.dynamodb.ProcessDied;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The payments as one process can reach them: every question meets the fault that is drawn for it, and an answer may be old when it
 * arrives, because others were quicker.
 */
final class FaultyPayments implements PaymentProvider {

    private final PaymentProvider provider;
    private final Supplier<Fault> faults;
    private final LateRequests late;
    private final Runnable others;

    /** @param others what happens between an answer and its arrival */
    FaultyPayments(PaymentProvider provider, Supplier<Fault> faults, LateRequests late, Runnable others) {
        this.provider = provider;
        this.faults = faults;
        this.late = late;
        this.others = others;
    }

    @FunctionalInterface
    private interface Question<T> {
        T put();
    }

    private <T> T ask(Question<T> question) {
        return ask(question, () -> {});
    }

    /** @param ifLate what still comes of a question that was given up */
    private <T> T ask(Question<T> question, Runnable ifLate) {
        return switch (faults.get()) {
            case NONE, CONFLICT -> arriving(question);
            case TWICE -> {
                question.put();
                yield arriving(question);
            }
            case NOT_SENT, THROTTLED, SERVER_ERROR -> throw unavailable();
            case LATE -> {
                ifLate.run();
                throw unavailable();
            }
            case ANSWER_LOST -> {
                arriving(question);
                throw unavailable();
            }
            case DIES_BEFORE -> throw new ProcessDied();
            case DIES_AFTER -> {
                question.put();
                throw new ProcessDied();
            }
        };
    }

    private <T> T arriving(Question<T> question) {
        var answer = question.put();
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
    public CheckoutSession open(TopUpOrder order, String stage, URI done) {
        Question<CheckoutSession> question = () -> provider.open(order, stage, done);
        return ask(question, () -> late.add(question::put));
    }

    @Override
    public Optional<CheckoutSession> session(SessionId id) {
        return ask(() -> provider.session(id));
    }

    @Override
    public Optional<CheckoutSession> sessionOf(PaymentId payment) {
        return ask(() -> provider.sessionOf(payment));
    }

    @Override
    public List<Refund> refunds(PaymentId payment) {
        return ask(() -> provider.refunds(payment));
    }

    @Override
    public List<Dispute> disputes(PaymentId payment) {
        return ask(() -> provider.disputes(payment));
    }

    @Override
    public Listing<Notice> undelivered(Instant since, Optional<String> after) {
        return ask(() -> provider.undelivered(since, after));
    }

    @Override
    public Listing<CheckoutSession> sessions(Instant since, Optional<String> after) {
        return ask(() -> provider.sessions(since, after));
    }

    @Override
    public Listing<PaymentId> refunded(Instant since, Optional<String> after) {
        return ask(() -> provider.refunded(since, after));
    }

    @Override
    public Listing<PaymentId> disputed(Instant since, Optional<String> after) {
        return ask(() -> provider.disputed(since, after));
    }
}
