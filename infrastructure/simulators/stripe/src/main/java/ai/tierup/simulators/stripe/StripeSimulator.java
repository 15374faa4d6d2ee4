package ai.tierup.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The simulated Stripe, on 127.0.0.1. In place of an id, methods accept {@code last} for the newest object, or for the newest session in
 * the required state. Operations that are not possible are refused with an error answer.
 */
public final class StripeSimulator implements AutoCloseable {

    static final String LAST = "last";

    private final StripeObjects objects;
    private final StripeState state;
    private final Deliveries deliveries;
    private final Checkouts checkouts;
    private final Refunds refunds;
    private final SavedCards savedCards;
    private final Disputes disputes;
    private final Faults faults = new Faults();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private StripeSimulator(StripeSimulatorSettings settings, StripeObjects objects, HttpServer server) {
        this.objects = objects;
        this.server = server;
        this.deliveries = new Deliveries(settings, objects);
        this.state = new StripeState(objects, settings.random(), settings.clock(), deliveries::add);
        this.savedCards = new SavedCards(state);
        this.checkouts = new Checkouts(state, savedCards, () -> baseUrl().resolve(CheckoutPages.PATH));
        this.refunds = new Refunds(state);
        this.disputes = new Disputes(state);
        var api = new StripeApi(objects, settings.key(), checkouts, refunds, savedCards);
        server.setExecutor(threads);
        server.createContext("/v1/", new ApiEndpoint(api, faults, () -> objects.locked(() -> state.newId("req_", 14))));
        server.createContext(CheckoutPages.PATH, new CheckoutPages(this));
        server.createContext(ControlEndpoint.PATH, new ControlEndpoint(this));
    }

    /** @throws IOException if the port is taken, or the file cannot be read */
    public static StripeSimulator start(StripeSimulatorSettings settings) throws IOException {
        var objects = StripeObjects.load(settings.file());
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 1024);
        var simulator = new StripeSimulator(settings, objects, server);
        simulator.checkouts.renewUrls();
        server.start();
        return simulator;
    }

    /** The base URL, to which {@code /v1/…} is appended. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Sets the address to which events are sent. */
    public void webhook(URI address) {
        deliveries.to(address);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        deliveries.close();
        objects.close();
    }

    /** Pays by card. */
    public StripeAnswer pay(String session) {
        return onSession(session, checkouts::pay);
    }

    /** Pays through a bank, which takes days. */
    public StripeAnswer payLater(String session) {
        return onSession(session, checkouts::payLater);
    }

    /** Declines the customer's card. The session stays open. */
    public StripeAnswer decline(String session) {
        return onSession(session, checkouts::decline);
    }

    /** Completes a payment through a bank, or lets it fail. */
    public StripeAnswer settle(String session, boolean paid) {
        return on(Checkouts.TYPE, session, newest("unpaid"), found -> checkouts.settle(found, paid));
    }

    /** Sets how further charges of saved cards end: {@code pay}, {@code later}, {@code decline} or {@code confirm}. */
    public void endCharges(String word) {
        var ending = SavedCards.Ending.named(word).orElseThrow(() -> new IllegalArgumentException(word));
        objects.locked(() -> {
            savedCards.end(ending);
            return ending;
        });
    }

    /** Completes the charge of a saved card that ends later, or lets it fail. */
    public StripeAnswer settleCharge(String payment, boolean paid) {
        return on(Shape.PAYMENT_INTENT.type(), payment, found -> savedCards.settle(found, paid));
    }

    /** Lets the session expire. */
    public StripeAnswer expire(String session) {
        return onSession(session, checkouts::expire);
    }

    /** @param cents refunded amount; empty for all that is left */
    public StripeAnswer refund(String session, OptionalLong cents) {
        return onCharge(session, charge -> refunds.create(charge.path("id").asText(), cents));
    }

    /** Completes a pending refund. */
    public StripeAnswer finishRefund(String refund) {
        return on(Refunds.TYPE, refund, refunds::finish);
    }

    /** Lets a refund fail, even one that succeeded. */
    public StripeAnswer failRefund(String refund) {
        return on(Refunds.TYPE, refund, refunds::fail);
    }

    /** @param cents disputed amount; empty for the whole payment */
    public StripeAnswer dispute(String session, OptionalLong cents) {
        return onCharge(session, charge -> disputes.open(charge, cents));
    }

    /** Closes the newest dispute of a session's payment. */
    public StripeAnswer closeDispute(String session, boolean won) {
        return onCharge(
                session,
                charge -> objects.newestFirst(Disputes.TYPE)
                        .filter(dispute -> dispute.path("charge").equals(charge.path("id")))
                        .findFirst()
                        .map(dispute -> disputes.close(dispute, won))
                        .orElseGet(() -> StripeAnswer.invalid("This payment is not disputed.")));
    }

    /** Sets how many copies of each event are sent at once. */
    public void copies(int number) {
        deliveries.copies(number);
    }

    /** Holds all further events until {@link #release}. */
    public void hold() {
        deliveries.hold();
    }

    /** Sends the held events one after the other, and returns their number. */
    public int release(ReleaseOrder order) {
        return objects.locked(() -> deliveries.release(order, state.random()));
    }

    /** Sets whether further events are dropped. */
    public void lose(boolean on) {
        deliveries.lose(on);
    }

    /** Sends an event now, even if events are held or lost. */
    public StripeAnswer resend(String event) {
        return on(Shape.EVENT.type(), event, found -> {
            deliveries.resend(found);
            return StripeAnswer.done(found);
        });
    }

    /** Waits until every event is accepted or given up, except held ones. Returns false on timeout. */
    public boolean awaitDeliveries(Duration timeout) throws InterruptedException {
        return deliveries.awaitDeliveries(timeout);
    }

    /** Sets a fault for the next answers to requests whose path has this prefix. */
    public void fault(int times, Fault kind, String pathPrefix) {
        faults.set(times, kind, pathPrefix);
    }

    /** Ends all faults and sends delayed answers. */
    public void endFaults() {
        faults.end();
    }

    /** All sessions, newest first. */
    public List<ObjectNode> sessions() {
        return all(Checkouts.TYPE);
    }

    /** All payments, of checkouts and of saved cards, newest first. */
    public List<ObjectNode> payments() {
        return all(Shape.PAYMENT_INTENT.type());
    }

    /** Returns whether the card that pays the session is saved. */
    boolean savesCard(ObjectNode session) {
        return objects.locked(() -> checkouts.savesCard(session));
    }

    /** All events, newest first. */
    public List<ObjectNode> events() {
        return all(Shape.EVENT.type());
    }

    /** A copy of an object. */
    public Optional<ObjectNode> find(String id) {
        return objects.locked(() -> objects.find(id).map(ObjectNode::deepCopy));
    }

    /** The product name of a session. */
    String name(String session) {
        return objects.locked(() -> checkouts.name(objects.get(session)));
    }

    private List<ObjectNode> all(String type) {
        return objects.locked(() -> {
            checkouts.expireOverdue();
            return objects.newestFirst(type).map(ObjectNode::deepCopy).toList();
        });
    }

    /** Selects the newest completed session with this payment status. Without one, it selects the newest, so that the error says what is wrong. */
    private static Function<Stream<ObjectNode>, Optional<ObjectNode>> newest(String paymentStatus) {
        return sessions -> {
            var all = sessions.toList();
            return all.stream()
                    .filter(session -> session.path("status").asText().equals("complete"))
                    .filter(session -> session.path("payment_status").asText().equals(paymentStatus))
                    .findFirst()
                    .or(() -> all.stream().findFirst());
        };
    }

    private StripeAnswer onSession(String id, Function<ObjectNode, StripeAnswer> action) {
        return on(Checkouts.TYPE, id, action);
    }

    private StripeAnswer onCharge(String session, Function<ObjectNode, StripeAnswer> action) {
        return on(
                Checkouts.TYPE,
                session,
                newest("paid"),
                found -> objects.find(found.path("payment_intent").asText())
                        .flatMap(payment ->
                                objects.find(payment.path("latest_charge").asText()))
                        .map(action)
                        .orElseGet(() -> StripeAnswer.invalid("This checkout has not been paid.")));
    }

    private StripeAnswer on(String type, String id, Function<ObjectNode, StripeAnswer> action) {
        return on(type, id, objects -> objects.findFirst(), action);
    }

    /** @param last selects the object that {@code last} stands for, from all objects, newest first */
    private StripeAnswer on(
            String type,
            String id,
            Function<Stream<ObjectNode>, Optional<ObjectNode>> last,
            Function<ObjectNode, StripeAnswer> action) {
        return objects.locked(() -> {
            checkouts.expireOverdue();
            var found = id.equals(LAST) ? last.apply(objects.newestFirst(type)) : objects.find(type, id);
            return found.map(action).orElseGet(() -> StripeAnswer.missing(type, "id", id));
        });
    }
}
