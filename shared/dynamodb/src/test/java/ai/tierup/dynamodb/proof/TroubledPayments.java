package ai.tierup.dynamodb.proof;

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
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A provider that cannot always be reached, whose answers are lost now and then although it did what it was asked for, and whose answers
 * are old when they arrive, because others were quicker.
 */
final class TroubledPayments implements PaymentProvider {

    private static final int UNREACHED_PERCENT = 6;
    private static final int LOST_PERCENT = 6;

    private final PaymentProvider provider;
    private final RandomGenerator random;
    private final Runnable others;

    /** @param others what happens between an answer and its arrival */
    TroubledPayments(PaymentProvider provider, RandomGenerator random, Runnable others) {
        this.provider = provider;
        this.random = random;
        this.others = others;
    }

    private <T> T ask(Supplier<T> question) {
        if (random.nextInt(100) < UNREACHED_PERCENT) {
            throw new PaymentsUnavailable("It was not reached");
        }
        var answer = question.get();
        others.run();
        if (random.nextInt(100) < LOST_PERCENT) {
            throw new PaymentsUnavailable("Its answer was lost");
        }
        return answer;
    }

    @Override
    public PaymentMode mode() {
        return provider.mode();
    }

    @Override
    public CheckoutSession open(TopUpOrder order, String stage, URI done) {
        return ask(() -> provider.open(order, stage, done));
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
