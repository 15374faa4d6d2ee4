package ai.tierup.domain.payment;

import ai.tierup.domain.id.TopUpId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A payment provider in memory, which can be made unavailable. */
public final class FakePayments implements PaymentProvider {

    private static final int PAGE = 3;
    private static final String CHARGE = "ch_";
    private static final Set<CheckoutSession.Status> INCOMPLETE =
            EnumSet.of(CheckoutSession.Status.OPEN, CheckoutSession.Status.EXPIRED);

    private final Map<SessionId, CheckoutSession> sessions = new LinkedHashMap<>();
    private final Map<TopUpId, SessionId> byOrder = new LinkedHashMap<>();
    private final Map<PaymentId, List<Refund>> refunds = new LinkedHashMap<>();
    private final Map<PaymentId, List<Dispute>> disputes = new LinkedHashMap<>();
    private final List<Notice> undelivered = new ArrayList<>();
    private final List<PaymentsUnavailable> unreadable = new ArrayList<>();
    private final Set<SessionId> saving = new HashSet<>();
    private final Set<SavedMethod> forgotten = new HashSet<>();
    private Optional<CheckoutSession.Status> chargeOutcome = Optional.of(CheckoutSession.Status.PAID);
    private boolean isDown;

    public void goDown() {
        isDown = true;
    }

    public void comeBack() {
        isDown = false;
    }

    private void requireUp() {
        if (isDown) {
            throw new PaymentsUnavailable("The provider is down");
        }
    }

    @Override
    public PaymentMode mode() {
        return PaymentMode.TEST;
    }

    @Override
    public CheckoutSession open(TopUpOrder order, String stage, URI done, boolean savesMethod) {
        requireUp();
        var id = byOrder.computeIfAbsent(order.id(), placed -> new SessionId("cs_" + (sessions.size() + 1)));
        if (savesMethod) {
            saving.add(id);
        }
        return sessions.computeIfAbsent(
                id,
                made -> new CheckoutSession(
                        id,
                        CheckoutSession.Status.OPEN,
                        mode(),
                        new OrderReference(stage, order.account(), order.id()),
                        Charge.of(order.amount()),
                        null,
                        URI.create("https://pay.example/" + id),
                        null));
    }

    /** Sets the state of further charges; empty when they are refused. */
    public void answerCharges(Optional<CheckoutSession.Status> outcome) {
        chargeOutcome = outcome;
    }

    @Override
    public Optional<CheckoutSession> charge(TopUpOrder order, String stage, SavedMethod method) {
        requireUp();
        if (!byOrder.containsKey(order.id()) && chargeOutcome.isPresent() && !forgotten.contains(method)) {
            var id = new SessionId(CHARGE + (sessions.size() + 1));
            byOrder.put(order.id(), id);
            sessions.put(
                    id,
                    new CheckoutSession(
                            id,
                            chargeOutcome.get(),
                            mode(),
                            new OrderReference(stage, order.account(), order.id()),
                            Charge.of(order.amount()),
                            new PaymentId("pi_" + id),
                            null,
                            null));
        }
        return Optional.ofNullable(byOrder.get(order.id())).map(sessions::get);
    }

    @Override
    public Optional<CheckoutSession> chargeFor(TopUpOrder order, SavedMethod method) {
        requireUp();
        return sessions.values().stream()
                .filter(session ->
                        isCharge(session) && reference(session).topUp().equals(order.id()))
                .findFirst();
    }

    /** Forgets the idempotency keys of all requests, as the provider does after a day. A request that is sent again has an effect again. */
    public void forgetKeys() {
        byOrder.clear();
    }

    @Override
    public void forget(SavedMethod method) {
        requireUp();
        forgotten.add(method);
    }

    /** The methods that were deleted. */
    public Set<SavedMethod> forgotten() {
        return Set.copyOf(forgotten);
    }

    private static boolean isCharge(CheckoutSession session) {
        return session.id().value().startsWith(CHARGE);
    }

    /** Moves a checkout to {@code status}, and returns its payment. */
    public PaymentId advance(SessionId id, CheckoutSession.Status status) {
        var payment = new PaymentId("pi_" + id);
        change(
                id,
                old -> new CheckoutSession(
                        id,
                        status,
                        old.mode(),
                        old.reference(),
                        old.charge(),
                        payment,
                        urlIn(old, status),
                        saving.contains(id) && status == CheckoutSession.Status.PAID ? savedIn(id) : null));
        return payment;
    }

    /** The payment method that is saved when a checkout is paid. */
    public static SavedMethod savedIn(SessionId checkout) {
        return new SavedMethod("cus_" + checkout, "pm_" + checkout);
    }

    private static @Nullable URI urlIn(CheckoutSession old, CheckoutSession.Status status) {
        return status == CheckoutSession.Status.OPEN ? old.url() : null;
    }

    static OrderReference reference(CheckoutSession session) {
        return Objects.requireNonNull(session.reference());
    }

    /** Returns the checkout with another reference. */
    static CheckoutSession with(CheckoutSession old, @Nullable OrderReference reference) {
        return new CheckoutSession(
                old.id(), old.status(), old.mode(), reference, old.charge(), old.payment(), old.url(), old.saved());
    }

    /** Returns the checkout with another amount. */
    static CheckoutSession charging(CheckoutSession old, Charge charge) {
        return new CheckoutSession(
                old.id(), old.status(), old.mode(), old.reference(), charge, old.payment(), old.url(), old.saved());
    }

    /** Applies {@code change} to a checkout. */
    public void change(SessionId id, UnaryOperator<CheckoutSession> change) {
        sessions.computeIfPresent(id, (same, session) -> change.apply(session));
    }

    @Override
    public Refund refund(PaymentId payment, Charge charge, int number) {
        requireUp();
        var id = "re_" + payment + "_" + number;
        var made = refunds(payment).stream()
                .filter(refund -> refund.id().equals(id))
                .findFirst();
        if (made.isPresent()) {
            return made.get();
        }
        var refunded = refunds(payment).stream()
                .filter(refund -> !refund.failed())
                .mapToLong(refund -> refund.charge().minorUnits())
                .sum();
        var paid = sessionOf(payment).orElseThrow().charge().minorUnits();
        if (refunded + charge.minorUnits() > paid || disputes(payment).stream().anyMatch(FakePayments::isTakenBack)) {
            throw new PaymentsUnavailable("The provider refuses to refund so much");
        }
        var refund = new Refund(id, charge, false);
        refund(payment, refund);
        return refund;
    }

    private static boolean isTakenBack(Dispute dispute) {
        return dispute.open()
                || dispute.movements().stream()
                                .mapToLong(movement -> movement.charge().minorUnits())
                                .sum()
                        < 0;
    }

    /** Adds a refund, or replaces the one with its id. */
    public void refund(PaymentId payment, Refund refund) {
        var all = refunds.computeIfAbsent(payment, none -> new ArrayList<>());
        all.removeIf(old -> old.id().equals(refund.id()));
        all.add(refund);
    }

    /** Adds a dispute, or replaces the one with its id. */
    public void dispute(PaymentId payment, Dispute dispute) {
        var all = disputes.computeIfAbsent(payment, none -> new ArrayList<>());
        all.removeIf(old -> old.id().equals(dispute.id()));
        all.add(dispute);
    }

    /** All checkouts in the order in which they were opened. */
    public List<CheckoutSession> checkouts() {
        return List.copyOf(sessions.values());
    }

    @Override
    public Optional<CheckoutSession> session(SessionId id) {
        requireUp();
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public Optional<CheckoutSession> sessionOf(PaymentId payment) {
        requireUp();
        return sessions.values().stream()
                .filter(session -> payment.equals(session.payment()))
                .findFirst();
    }

    @Override
    public List<Refund> refunds(PaymentId payment) {
        requireUp();
        return List.copyOf(refunds.getOrDefault(payment, List.of()));
    }

    @Override
    public List<Dispute> disputes(PaymentId payment) {
        requireUp();
        return List.copyOf(disputes.getOrDefault(payment, List.of()));
    }

    @Override
    public Listing<Notice> undelivered(Instant since, Optional<String> after) {
        requireUp();
        var page = page(undelivered, after);
        return new Listing<>(page.items(), unreadable, page.next());
    }

    /** Adds an unreadable item to every page of undelivered events. */
    public void addUnreadableEvent() {
        unreadable.add(new PaymentsUnavailable("The event is invalid"));
    }

    /** Adds an event that the service has not acknowledged. */
    public void addUndelivered(Notice notice) {
        undelivered.add(notice);
    }

    /** Returns a small page, so that a caller who reads only the first one misses some items. */
    private static <T> Listing<T> page(Collection<T> all, Optional<String> after) {
        var from = after.map(Integer::parseInt).orElse(0);
        var items = all.stream().skip(from).limit(PAGE).toList();
        var to = from + items.size();
        return new Listing<>(items, to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }

    @Override
    public Listing<CheckoutSession> sessions(Instant since, Optional<String> after) {
        requireUp();
        return page(
                sessions.values().stream()
                        .filter(session -> !opened(session).isBefore(since))
                        .filter(session -> !INCOMPLETE.contains(session.status()) && !isCharge(session))
                        .toList(),
                after);
    }

    @Override
    public Listing<CheckoutSession> charges(Instant since, Optional<String> after) {
        requireUp();
        return page(
                sessions.values().stream()
                        .filter(session -> !opened(session).isBefore(since))
                        .filter(FakePayments::isCharge)
                        .toList(),
                after);
    }

    /** The time of a checkout's order. A checkout without one counts as opened just now. */
    private static Instant opened(CheckoutSession session) {
        var reference = session.reference();
        return reference == null ? Instant.MAX : reference.topUp().time();
    }

    @Override
    public Listing<PaymentId> refunded(Instant since, Optional<String> after) {
        requireUp();
        return page(recent(refunds.keySet(), since), after);
    }

    @Override
    public Listing<PaymentId> disputed(Instant since, Optional<String> after) {
        requireUp();
        return page(recent(disputes.keySet(), since), after);
    }

    /** Filters payments by the time of their checkout, which stands for the time of their reversal. */
    private List<PaymentId> recent(Collection<PaymentId> payments, Instant since) {
        return payments.stream()
                .filter(payment -> sessionOf(payment)
                        .filter(session -> !opened(session).isBefore(since))
                        .isPresent())
                .toList();
    }
}
