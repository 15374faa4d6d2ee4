package ai.tierup.stripe;

import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.Dispute;
import ai.tierup.domain.payment.Notice;
import ai.tierup.domain.payment.OrderReference;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.PaymentMode;
import ai.tierup.domain.payment.PaymentProvider;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.domain.payment.Refund;
import ai.tierup.domain.payment.SessionId;
import ai.tierup.domain.payment.TopUpOrder;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Stripe Checkout in dollars. Safe for concurrent use. */
public final class StripePayments implements PaymentProvider, AutoCloseable {

    private static final String SESSIONS = "/v1/checkout/sessions";
    private static final String REFUNDS = "/v1/refunds";
    private static final String DISPUTES = "/v1/disputes";
    private static final String EVENTS = "/v1/events";
    private static final String MAX_PAGE_SIZE = "100";
    private static final int MAX_PAGES = 100;

    private final StripeApi api;
    private final Supplier<String> key;

    /** @param key secret or restricted, live or test; asked for with every call, because it can change */
    public StripePayments(StripeSettings settings, Supplier<String> key) {
        this.api = new StripeApi(settings, key);
        this.key = key;
    }

    /** Leaves the connections that were open, because in a snapshot they are open no more. Nothing may be under way. */
    public void renewConnections() {
        api.renewConnections();
    }

    /** Gives up the calls that still run. */
    @Override
    public void close() {
        api.close();
    }

    @Override
    public PaymentMode mode() {
        return modeOf(key.get());
    }

    /** Whether money moves under {@code key}, which says so itself. */
    public static PaymentMode modeOf(String key) {
        return key.contains("_live_") ? PaymentMode.LIVE : PaymentMode.TEST;
    }

    @Override
    public CheckoutSession open(TopUpOrder order, String stage, URI done) {
        var reference = new OrderReference(stage, order.account(), order.id());
        var charge = Charge.of(order.amount());
        var form = CheckoutForm.of(reference, charge, done);
        var answer = api.post("a new session", SESSIONS, form, order.id().publicName());
        return SessionReader.read(answer)
                .filter(opened -> reference.equals(opened.reference()))
                .filter(opened -> charge.equals(opened.charge()))
                .filter(opened -> opened.url() != null)
                .orElseThrow(() -> StripeObject.nonsense("it opened another session than was asked for"));
    }

    @Override
    public Optional<CheckoutSession> session(SessionId id) {
        if (!StripeObject.isId(id.value())) {
            return Optional.empty();
        }
        return api.find("a session", SESSIONS + "/" + id, new StripeForm().with("expand[]", "payment_intent"))
                .map(answer -> asked(answer.id().equals(id.value()), answer))
                .flatMap(SessionReader::read);
    }

    @Override
    public Optional<CheckoutSession> sessionOf(PaymentId payment) {
        if (!StripeObject.isId(payment.value())) {
            return Optional.empty();
        }
        var query =
                page(Optional.empty()).with("expand[]", "data.payment_intent").with("payment_intent", payment.value());
        return api.find("the session of a payment", SESSIONS, query).map(StripeList::in).stream()
                .flatMap(list -> list.items().stream())
                .map(session -> ofPayment(session, payment))
                .flatMap(session -> SessionReader.read(session).stream())
                .findFirst();
    }

    @Override
    public List<Refund> refunds(PaymentId payment) {
        return all("the refunds of a payment", REFUNDS, payment, ReversalReader::refund);
    }

    @Override
    public List<Dispute> disputes(PaymentId payment) {
        return all("the disputes of a payment", DISPUTES, payment, ReversalReader::dispute);
    }

    private <T> List<T> all(String what, String path, PaymentId payment, Function<StripeObject, T> reader) {
        var all = new ArrayList<T>();
        if (!StripeObject.isId(payment.value())) {
            // Without one, Stripe would list those of all payments.
            return all;
        }
        var after = Optional.<String>empty();
        for (var pages = 0; pages < MAX_PAGES; pages++) {
            var query = page(after).with("payment_intent", payment.value());
            var list = StripeList.in(api.get(what, path, query));
            list.items().forEach(item -> all.add(reader.apply(ofPayment(item, payment))));
            after = list.next();
            if (after.isEmpty()) {
                return all;
            }
        }
        throw StripeObject.nonsense(what + " do not end");
    }

    private static StripeObject ofPayment(StripeObject item, PaymentId payment) {
        return asked(payment.value().equals(item.reference("payment_intent")), item);
    }

    private static StripeObject asked(boolean itIs, StripeObject answer) {
        if (!itIs) {
            throw StripeObject.nonsense("it answered something else than was asked for");
        }
        return answer;
    }

    @Override
    public Listing<Notice> undelivered(Instant since, Optional<String> after) {
        var query = since(since, after).with("delivery_success", "false");
        EventReader.TYPES.forEach(type -> query.with("types[]", type));
        return list("the undelivered events", EVENTS, query, event -> switch (EventReader.read(event)) {
            case StripeEvent.Read read -> Optional.of(read.notice());
            case StripeEvent.Unreadable _ -> throw StripeObject.nonsense("an event that cannot be read");
        });
    }

    @Override
    public Listing<CheckoutSession> sessions(Instant since, Optional<String> after) {
        // Anybody can leave behind as many that are not complete as they like.
        var query = since(since, after).with("expand[]", "data.payment_intent").with("status", "complete");
        return list("the sessions", SESSIONS, query, SessionReader::read);
    }

    @Override
    public Listing<PaymentId> refunded(Instant since, Optional<String> after) {
        return list("the refunds", REFUNDS, since(since, after), refund -> payment(refund.as(ReversalReader.REFUND)));
    }

    @Override
    public Listing<PaymentId> disputed(Instant since, Optional<String> after) {
        return list("the disputes", DISPUTES, since(since, after), item -> payment(item.as(ReversalReader.DISPUTE)));
    }

    /** Empty for the payments of an older Stripe, which are not ours. */
    private static Optional<PaymentId> payment(StripeObject reversal) {
        return Optional.ofNullable(reversal.reference("payment_intent")).map(PaymentId::new);
    }

    private <T> Listing<T> list(
            String what, String path, StripeForm query, Function<StripeObject, Optional<T>> reader) {
        var list = StripeList.in(api.get(what, path, query));
        var items = new ArrayList<T>();
        var unreadable = new ArrayList<PaymentsUnavailable>();
        for (var item : list.items()) {
            try {
                reader.apply(item).ifPresent(items::add);
            } catch (PaymentsUnavailable e) {
                // It would stand on this page for a month, and hide everything behind it.
                unreadable.add(e);
            }
        }
        return new Listing<>(items, unreadable, list.next());
    }

    private static StripeForm since(Instant since, Optional<String> after) {
        return page(after).with("created[gte]", Long.toString(since.getEpochSecond()));
    }

    private static StripeForm page(Optional<String> after) {
        var query = new StripeForm().with("limit", MAX_PAGE_SIZE);
        after.ifPresent(last -> query.with("starting_after", last));
        return query;
    }
}
