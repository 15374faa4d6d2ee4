package ai.tierup.domain.payment;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A provider of payments that keeps its books in memory, and is out of reach when it is told to be. */
public final class FakePayments implements PaymentProvider {

    private static final int PAGE = 3;
    private static final Set<CheckoutSession.Status> INCOMPLETE =
            EnumSet.of(CheckoutSession.Status.OPEN, CheckoutSession.Status.EXPIRED);

    private final Map<SessionId, CheckoutSession> sessions = new LinkedHashMap<>();
    private final Map<TopUpId, SessionId> byOrder = new LinkedHashMap<>();
    private final Map<PaymentId, List<Refund>> refunds = new LinkedHashMap<>();
    private final Map<PaymentId, List<Dispute>> disputes = new LinkedHashMap<>();
    private final List<Notice> undelivered = new ArrayList<>();
    private final List<PaymentsUnavailable> unreadable = new ArrayList<>();
    private boolean isDown;

    public void goDown() {
        isDown = true;
    }

    public void comeBack() {
        isDown = false;
    }

    private void answer() {
        if (isDown) {
            throw new PaymentsUnavailable("It is down");
        }
    }

    @Override
    public PaymentMode mode() {
        return PaymentMode.TEST;
    }

    @Override
    public CheckoutSession open(TopUpOrder order, String stage, URI done) {
        answer();
        var id = byOrder.computeIfAbsent(order.id(), placed -> new SessionId("cs_" + (byOrder.size() + 1)));
        return sessions.computeIfAbsent(
                id,
                made -> new CheckoutSession(
                        id,
                        CheckoutSession.Status.OPEN,
                        mode(),
                        new OrderReference(stage, order.account(), order.id()),
                        Charge.of(order.amount()),
                        null,
                        URI.create("https://pay.example/" + id)));
    }

    /** The checkout comes to {@code status}. */
    public PaymentId advance(SessionId id, CheckoutSession.Status status) {
        var payment = new PaymentId("pi_" + id);
        change(
                id,
                old -> new CheckoutSession(
                        id, status, old.mode(), old.reference(), old.charge(), payment, nowhere(old, status)));
        return payment;
    }

    private static @Nullable URI nowhere(CheckoutSession old, CheckoutSession.Status status) {
        return status == CheckoutSession.Status.OPEN ? old.url() : null;
    }

    static OrderReference reference(CheckoutSession session) {
        return Objects.requireNonNull(session.reference());
    }

    /** The same checkout for something else. */
    static CheckoutSession with(CheckoutSession old, @Nullable OrderReference reference) {
        return new CheckoutSession(
                old.id(), old.status(), old.mode(), reference, old.charge(), old.payment(), old.url());
    }

    /** The same checkout for another amount. */
    static CheckoutSession charging(CheckoutSession old, Charge charge) {
        return new CheckoutSession(
                old.id(), old.status(), old.mode(), old.reference(), charge, old.payment(), old.url());
    }

    /** Whatever somebody does to a checkout. */
    public void change(SessionId id, UnaryOperator<CheckoutSession> how) {
        sessions.computeIfPresent(id, (same, session) -> how.apply(session));
    }

    /** A refund as it is from now on. */
    public void refund(PaymentId payment, Refund refund) {
        var all = refunds.computeIfAbsent(payment, none -> new ArrayList<>());
        all.removeIf(old -> old.id().equals(refund.id()));
        all.add(refund);
    }

    /** A dispute as it is from now on. */
    public void dispute(PaymentId payment, Dispute dispute) {
        var all = disputes.computeIfAbsent(payment, none -> new ArrayList<>());
        all.removeIf(old -> old.id().equals(dispute.id()));
        all.add(dispute);
    }

    /** All checkouts there are. */
    public List<CheckoutSession> checkouts() {
        return List.copyOf(sessions.values());
    }

    @Override
    public Optional<CheckoutSession> session(SessionId id) {
        answer();
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public Optional<CheckoutSession> sessionOf(PaymentId payment) {
        answer();
        return sessions.values().stream()
                .filter(session -> payment.equals(session.payment()))
                .findFirst();
    }

    @Override
    public List<Refund> refunds(PaymentId payment) {
        answer();
        return List.copyOf(refunds.getOrDefault(payment, List.of()));
    }

    @Override
    public List<Dispute> disputes(PaymentId payment) {
        answer();
        return List.copyOf(disputes.getOrDefault(payment, List.of()));
    }

    @Override
    public Listing<Notice> undelivered(Instant since, Optional<String> after) {
        answer();
        var page = page(undelivered, after);
        return new Listing<>(page.items(), unreadable, page.next());
    }

    /** From now on something stands on every page of the undelivered events that nobody can read. */
    public void addUnreadableEvent() {
        unreadable.add(new PaymentsUnavailable("It makes no sense"));
    }

    /** An event that nobody took. */
    public void lose(Notice notice) {
        undelivered.add(notice);
    }

    /** A few at a time, so that whoever asks once misses some. */
    private static <T> Listing<T> page(Collection<T> all, Optional<String> after) {
        var from = after.map(Integer::parseInt).orElse(0);
        var items = all.stream().skip(from).limit(PAGE).toList();
        var to = from + items.size();
        return new Listing<>(items, to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }

    @Override
    public Listing<CheckoutSession> sessions(Instant since, Optional<String> after) {
        answer();
        return page(
                sessions.values().stream()
                        .filter(session -> !opened(session).isBefore(since))
                        .filter(session -> !INCOMPLETE.contains(session.status()))
                        .toList(),
                after);
    }

    /** One of somebody else's was opened just now. */
    private static Instant opened(CheckoutSession session) {
        var reference = session.reference();
        return reference == null ? Instant.MAX : reference.topUp().time();
    }

    @Override
    public Listing<PaymentId> refunded(Instant since, Optional<String> after) {
        answer();
        return page(recent(refunds.keySet(), since), after);
    }

    @Override
    public Listing<PaymentId> disputed(Instant since, Optional<String> after) {
        answer();
        return page(recent(disputes.keySet(), since), after);
    }

    /** As if all of them had gone back on the day of their checkout. */
    private List<PaymentId> recent(Collection<PaymentId> payments, Instant since) {
        return payments.stream()
                .filter(payment -> sessionOf(payment)
                        .filter(session -> !opened(session).isBefore(since))
                        .isPresent())
                .toList();
    }
}
