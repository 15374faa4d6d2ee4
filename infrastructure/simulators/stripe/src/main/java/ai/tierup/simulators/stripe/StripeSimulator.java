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
 * The simulated Stripe, on 127.0.0.1. Where a method takes a session's id, {@code last} is the newest one, or the newest that has come so
 * far that it can be done; what cannot be done is refused by its answer.
 */
public final class StripeSimulator implements AutoCloseable {

    static final String LAST = "last";

    private final StripeObjects objects;
    private final StripeState state;
    private final Deliveries deliveries;
    private final Checkouts checkouts;
    private final Refunds refunds;
    private final Disputes disputes;
    private final Faults faults = new Faults();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private StripeSimulator(StripeSimulatorSettings settings, StripeObjects objects, HttpServer server) {
        this.objects = objects;
        this.server = server;
        this.deliveries = new Deliveries(settings, objects);
        this.state = new StripeState(objects, settings.random(), settings.clock(), deliveries::add);
        this.checkouts = new Checkouts(state, () -> baseUrl().resolve(CheckoutPages.PATH));
        this.refunds = new Refunds(state);
        this.disputes = new Disputes(state);
        var api = new StripeApi(objects, settings.key(), checkouts, refunds);
        server.setExecutor(threads);
        server.createContext("/v1/", new ApiFront(api, faults, () -> objects.locked(() -> state.newId("req_", 14))));
        server.createContext(CheckoutPages.PATH, new CheckoutPages(this));
        server.createContext(ControlFront.PATH, new ControlFront(this));
    }

    /** @throws IOException when the port is taken, or its file cannot be read */
    public static StripeSimulator start(StripeSimulatorSettings settings) throws IOException {
        var objects = StripeObjects.load(settings.file());
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 1024);
        var simulator = new StripeSimulator(settings, objects, server);
        simulator.checkouts.renewAddresses();
        server.start();
        return simulator;
    }

    /** To which {@code /v1/…} is added. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Sends the events there from now on. */
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

    /** The customer pays by card. */
    public StripeAnswer pay(String session) {
        return ofSession(session, checkouts::pay);
    }

    /** The customer pays through a bank, which takes days. */
    public StripeAnswer payLater(String session) {
        return ofSession(session, checkouts::payLater);
    }

    /** The customer's card is declined; the session stays open. */
    public StripeAnswer decline(String session) {
        return ofSession(session, checkouts::decline);
    }

    /** The payment through a bank arrives, or does not. */
    public StripeAnswer settle(String session, boolean paid) {
        return of(Checkouts.TYPE, session, newest("unpaid"), found -> checkouts.settle(found, paid));
    }

    /** The customer has taken too long. */
    public StripeAnswer expire(String session) {
        return ofSession(session, checkouts::expire);
    }

    /** @param cents all that is left when empty */
    public StripeAnswer refund(String session, OptionalLong cents) {
        return ofCharge(session, charge -> refunds.create(charge.path("id").asText(), cents));
    }

    /** A refund that is pending arrives. */
    public StripeAnswer finishRefund(String refund) {
        return of(Refunds.TYPE, refund, refunds::finish);
    }

    /** A refund does not arrive, even if it was said to have succeeded. */
    public StripeAnswer failRefund(String refund) {
        return of(Refunds.TYPE, refund, refunds::fail);
    }

    /** @param cents all when empty */
    public StripeAnswer dispute(String session, OptionalLong cents) {
        return ofCharge(session, charge -> disputes.open(charge, cents));
    }

    /** The newest dispute of a session's payment ends. */
    public StripeAnswer closeDispute(String session, boolean won) {
        return ofCharge(
                session,
                charge -> objects.newestFirst(Disputes.TYPE)
                        .filter(dispute -> dispute.path("charge").equals(charge.path("id")))
                        .findFirst()
                        .map(dispute -> disputes.close(dispute, won))
                        .orElseGet(() -> StripeAnswer.invalid("This payment is not disputed.")));
    }

    /** Sends every event from now on so many times at once. */
    public void copies(int number) {
        deliveries.copies(number);
    }

    /** Keeps back the events from now on. */
    public void hold() {
        deliveries.hold();
    }

    /** Sends what was kept back, one after the other; returns how many events. */
    public int release(Release order) {
        return objects.locked(() -> deliveries.release(order, state.random()));
    }

    /** Whether the events from now on are never sent. */
    public void lose(boolean on) {
        deliveries.lose(on);
    }

    /** Sends an event, again or for the first time, whatever is held or lost. */
    public StripeAnswer resend(String event) {
        return of(Shape.EVENT.type(), event, found -> {
            deliveries.resend(found);
            return StripeAnswer.done(found);
        });
    }

    /** Whether every event that was to be sent has been taken or given up within that time. Kept-back ones do not count. */
    public boolean awaitQuiet(Duration patience) throws InterruptedException {
        return deliveries.awaitQuiet(patience);
    }

    /** So many of the next answers of the API go wrong, of those whose path begins like this. */
    public void fault(int times, Fault kind, String pathPrefix) {
        faults.set(times, kind, pathPrefix);
    }

    /** No more answers go wrong, and slow ones are given. */
    public void endFaults() {
        faults.end();
    }

    /** All sessions as they are now, newest first. */
    public List<ObjectNode> sessions() {
        return all(Checkouts.TYPE);
    }

    /** All events, newest first. */
    public List<ObjectNode> events() {
        return all(Shape.EVENT.type());
    }

    /** An object as it is now. */
    public Optional<ObjectNode> find(String id) {
        return objects.locked(() -> objects.find(id).map(ObjectNode::deepCopy));
    }

    /** What a session is for. */
    String name(String session) {
        return objects.locked(() -> checkouts.name(objects.get(session)));
    }

    private List<ObjectNode> all(String type) {
        return objects.locked(() -> {
            checkouts.expireWhatIsDue();
            return objects.newestFirst(type).map(ObjectNode::deepCopy).toList();
        });
    }

    /** The newest completed session in that state of payment; the newest of all where there is none, so that it is said what is wrong. */
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

    private StripeAnswer ofSession(String id, Function<ObjectNode, StripeAnswer> act) {
        return of(Checkouts.TYPE, id, act);
    }

    private StripeAnswer ofCharge(String session, Function<ObjectNode, StripeAnswer> act) {
        return of(
                Checkouts.TYPE,
                session,
                newest("paid"),
                found -> objects.find(found.path("payment_intent").asText())
                        .flatMap(payment ->
                                objects.find(payment.path("latest_charge").asText()))
                        .map(act)
                        .orElseGet(() -> StripeAnswer.invalid("Nobody has paid yet.")));
    }

    private StripeAnswer of(String type, String id, Function<ObjectNode, StripeAnswer> act) {
        return of(type, id, objects -> objects.findFirst(), act);
    }

    /** @param last which of those that there are, newest first, is the last */
    private StripeAnswer of(
            String type,
            String id,
            Function<Stream<ObjectNode>, Optional<ObjectNode>> last,
            Function<ObjectNode, StripeAnswer> act) {
        return objects.locked(() -> {
            checkouts.expireWhatIsDue();
            var found = id.equals(LAST) ? last.apply(objects.newestFirst(type)) : objects.find(type, id);
            return found.map(act).orElseGet(() -> StripeAnswer.missing(type, "id", id));
        });
    }
}
