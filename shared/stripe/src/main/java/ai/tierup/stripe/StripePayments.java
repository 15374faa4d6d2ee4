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
import ai.tierup.domain.payment.SavedMethod;
import ai.tierup.domain.payment.SessionId;
import ai.tierup.domain.payment.TopUpOrder;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Payments through Stripe Checkout, in dollars. Safe for concurrent use. */
public final class StripePayments implements PaymentProvider, AutoCloseable {

    private static final String SESSIONS = "/v1/checkout/sessions";
    private static final String REFUNDS = "/v1/refunds";
    private static final String DISPUTES = "/v1/disputes";
    private static final String EVENTS = "/v1/events";
    private static final int MAX_PAGES = 100;

    private final StripeApi api;
    private final StripeCharges charges;
    private final Supplier<String> key;

    /** @param key secret or restricted key, live or test; read for every call, because it can be rotated */
    public StripePayments(StripeSettings settings, Supplier<String> key) {
        this.api = new StripeApi(settings, key);
        this.charges = new StripeCharges(api);
        this.key = key;
    }

    /** Replaces all connections, because those of a snapshot are dead in its copies. No call may be in progress. */
    public void renewConnections() {
        api.renewConnections();
    }

    /** Aborts the calls in progress. */
    @Override
    public void close() {
        api.close();
    }

    @Override
    public PaymentMode mode() {
        return modeOf(key.get());
    }

    /** Returns the mode that is part of {@code key}. */
    public static PaymentMode modeOf(String key) {
        return key.contains("_live_") ? PaymentMode.LIVE : PaymentMode.TEST;
    }

    @Override
    public CheckoutSession open(TopUpOrder order, String stage, URI done, boolean savesMethod) {
        var reference = new OrderReference(stage, order.account(), order.id());
        var charge = Charge.of(order.amount());
        var form = CheckoutForm.of(reference, charge, done, savesMethod);
        var answer = api.post("a new session", SESSIONS, form, order.id().publicName());
        return SessionReader.read(answer)
                .filter(opened -> reference.equals(opened.reference()))
                .filter(opened -> charge.equals(opened.charge()))
                .filter(opened -> opened.url() != null)
                .orElseThrow(() -> StripeObject.invalid("the new session does not match the request"));
    }

    @Override
    public Optional<CheckoutSession> charge(TopUpOrder order, String stage, SavedMethod method) {
        return charges.make(order, stage, method);
    }

    @Override
    public Optional<CheckoutSession> chargeFor(TopUpOrder order, SavedMethod method) {
        return charges.findFor(order, method);
    }

    @Override
    public void forget(SavedMethod method) {
        charges.forget(method);
    }

    @Override
    public Optional<CheckoutSession> session(SessionId id) {
        if (!StripeObject.isId(id.value())) {
            return Optional.empty();
        }
        if (ChargeReader.isCharge(id)) {
            return charges.find(id);
        }
        return api.find("a session", SESSIONS + "/" + id, new StripeForm().with("expand[]", "payment_intent"))
                .map(answer -> requireMatch(answer.id().equals(id.value()), answer))
                .flatMap(SessionReader::read);
    }

    @Override
    public Optional<CheckoutSession> sessionOf(PaymentId payment) {
        if (!StripeObject.isId(payment.value())) {
            return Optional.empty();
        }
        var query = StripeList.page(Optional.empty())
                .with("expand[]", "data.payment_intent")
                .with("payment_intent", payment.value());
        var sessions = api.find("the session of a payment", SESSIONS, query).map(StripeList::of).stream()
                .flatMap(list -> list.items().stream())
                .map(session -> ofPayment(session, payment))
                .toList();
        return sessions.isEmpty()
                ? charges.find(new SessionId(payment.value()))
                : sessions.stream()
                        .flatMap(session -> SessionReader.read(session).stream())
                        .findFirst();
    }

    @Override
    public Refund refund(PaymentId payment, Charge charge, int number) {
        if (!StripeObject.isId(payment.value())) {
            throw StripeObject.invalid("a payment without an id");
        }
        var form = new StripeForm()
                .with("payment_intent", payment.value())
                .with("amount", Long.toString(charge.minorUnits()))
                .with("reason", "requested_by_customer");
        var key = "refund-" + payment + "-" + number;
        return ReversalReader.refund(ofPayment(api.post("a refund", REFUNDS, form, key), payment));
    }

    @Override
    public List<Refund> refunds(PaymentId payment) {
        return listAll("the refunds of a payment", REFUNDS, payment, ReversalReader::refund);
    }

    @Override
    public List<Dispute> disputes(PaymentId payment) {
        return listAll("the disputes of a payment", DISPUTES, payment, ReversalReader::dispute);
    }

    private <T> List<T> listAll(String what, String path, PaymentId payment, Function<StripeObject, T> reader) {
        var all = new ArrayList<T>();
        if (!StripeObject.isId(payment.value())) {
            // Without a payment, Stripe would list the items of all payments.
            return all;
        }
        var after = Optional.<String>empty();
        for (var pages = 0; pages < MAX_PAGES; pages++) {
            var query = StripeList.page(after).with("payment_intent", payment.value());
            var list = StripeList.of(api.get(what, path, query));
            list.items().forEach(item -> all.add(reader.apply(ofPayment(item, payment))));
            after = list.next();
            if (after.isEmpty()) {
                return all;
            }
        }
        throw StripeObject.invalid(what + " have more than " + MAX_PAGES + " pages");
    }

    private static StripeObject ofPayment(StripeObject item, PaymentId payment) {
        return requireMatch(payment.value().equals(item.reference("payment_intent")), item);
    }

    private static StripeObject requireMatch(boolean matches, StripeObject answer) {
        if (!matches) {
            throw StripeObject.invalid("the answer is about another object than was requested");
        }
        return answer;
    }

    @Override
    public Listing<Notice> undelivered(Instant since, Optional<String> after) {
        var query = StripeList.since(since, after).with("delivery_success", "false");
        EventReader.TYPES.forEach(type -> query.with("types[]", type));
        return list("the undelivered events", EVENTS, query, event -> switch (EventReader.read(event)) {
            case StripeEvent.Read read -> Optional.of(read.notice());
            case StripeEvent.Unreadable _ -> throw StripeObject.invalid("an unreadable event");
        });
    }

    @Override
    public Listing<CheckoutSession> sessions(Instant since, Optional<String> after) {
        // Customers can leave any number of incomplete sessions behind.
        var query = StripeList.since(since, after)
                .with("expand[]", "data.payment_intent")
                .with("status", "complete");
        return list("the sessions", SESSIONS, query, SessionReader::read);
    }

    @Override
    public Listing<CheckoutSession> charges(Instant since, Optional<String> after) {
        return list("the charges", StripeCharges.PATH, StripeList.since(since, after), ChargeReader::read);
    }

    @Override
    public Listing<PaymentId> refunded(Instant since, Optional<String> after) {
        return list(
                "the refunds",
                REFUNDS,
                StripeList.since(since, after),
                refund -> payment(refund.requireType(ReversalReader.REFUND)));
    }

    @Override
    public Listing<PaymentId> disputed(Instant since, Optional<String> after) {
        return list(
                "the disputes",
                DISPUTES,
                StripeList.since(since, after),
                item -> payment(item.requireType(ReversalReader.DISPUTE)));
    }

    /** Returns empty for a payment without a payment intent. Such payments are of an older kind, and not ours. */
    private static Optional<PaymentId> payment(StripeObject reversal) {
        return Optional.ofNullable(reversal.reference("payment_intent")).map(PaymentId::new);
    }

    private <T> Listing<T> list(
            String what, String path, StripeForm query, Function<StripeObject, Optional<T>> reader) {
        var list = StripeList.of(api.get(what, path, query));
        var items = new ArrayList<T>();
        var unreadable = new ArrayList<PaymentsUnavailable>();
        for (var item : list.items()) {
            try {
                reader.apply(item).ifPresent(items::add);
            } catch (PaymentsUnavailable e) {
                // The item stays listed for a month. If it failed the page, the items after it would stay hidden.
                unreadable.add(e);
            }
        }
        return new Listing<>(items, unreadable, list.next());
    }
}
