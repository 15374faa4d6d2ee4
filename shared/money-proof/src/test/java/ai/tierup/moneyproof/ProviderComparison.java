package ai.tierup.moneyproof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.books.Row;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.Dispute;
import ai.tierup.domain.payment.FulfilTopUp;
import ai.tierup.domain.payment.OrderReference;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.TopUpOrder.Status;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Wallet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Compares the provider's lists with our books for one account. */
final class ProviderComparison {

    private static final Set<EntryType> MOVED_BY_PAYMENTS =
            EnumSet.of(EntryType.TOP_UP, EntryType.REFUND, EntryType.DISPUTE);
    private static final Set<Status> OPEN = EnumSet.of(Status.PENDING, Status.FAILED);
    private static final Set<Status> CLOSED = EnumSet.of(Status.FAILED, Status.EXPIRED);

    private final World world;
    private final AccountId account;
    private final Wallet wallet;
    private final Map<String, Money> booked = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();

    private ProviderComparison(World world, AccountId account) {
        this.world = world;
        this.account = account;
        this.wallet = world.wallet(account);
        world.operator
                .books
                .entries(account)
                .map(Row::content)
                .filter(entry -> MOVED_BY_PAYMENTS.contains(entry.type()))
                .forEach(this::note);
    }

    private void note(LedgerEntry entry) {
        booked.put(entry.businessId(), entry.amount());
    }

    /**
     * Finds what must not exist at any time: an entry without its counterpart at the provider, a top-up whose order is not paid, or the
     * debit of an open dispute without a freeze.
     */
    static List<String> unfounded(World world) {
        return each(world, ProviderComparison::findUnfounded);
    }

    /** Finds every difference, for a time at which all events have been handled. */
    static List<String> disagreements(World world) {
        return each(world, lists -> {
            lists.findUnfounded();
            lists.findDisagreements();
        });
    }

    private static List<String> each(World world, Consumer<ProviderComparison> find) {
        return world.accounts.stream()
                .map(account -> new ProviderComparison(world, account))
                .peek(find)
                .flatMap(lists -> lists.findings.stream().map(finding -> lists.account + ": " + finding))
                .toList();
    }

    private void findUnfounded() {
        var expected = expected();
        booked.forEach((id, amount) -> {
            if (!amount.equals(expected.get(id))) {
                findings.add(id + " is booked with " + amount + ", but is " + expected.get(id) + " at the provider");
            }
        });
        for (var session : sessions().toList()) {
            var isCredited = booked.containsKey(FulfilTopUp.businessId(session.id()));
            if (isCredited != (status(session) == Status.PAID)) {
                findings.add(session.id() + " is " + (isCredited ? "" : "not ") + "credited, and its order "
                        + status(session));
            }
        }
        disputes()
                .filter(Dispute::open)
                .filter(dispute -> dispute.movements().stream().anyMatch(moved -> booked.containsKey(name(moved))))
                .filter(dispute -> !wallet.frozenBy().contains(Freezes.dispute(dispute.id())))
                .forEach(dispute -> findings.add(dispute.id() + " took money without a freeze"));
    }

    private void findDisagreements() {
        if (!booked.equals(expected())) {
            findings.add("booked are " + booked + ", the provider's lists say " + expected());
        }
        var frozenBy = new HashSet<>(wallet.frozenBy());
        // That an account was deleted has nothing to do with payments.
        frozenBy.remove(Freezes.DELETED);
        if (!frozenBy.equals(reasons())) {
            findings.add("frozen by " + frozenBy + ", not by " + reasons());
        }
        for (var session : sessions().toList()) {
            var allowed = switch (session.status()) {
                case OPEN, PENDING -> OPEN;
                case PAID -> EnumSet.of(Status.PAID);
                case FAILED, UNCONFIRMED, EXPIRED -> CLOSED;
            };
            if (!allowed.contains(status(session))) {
                findings.add(session.id() + " is " + session.status() + ", and its order " + status(session));
            }
        }
    }

    /** The amounts that are to be booked, by business id. */
    private Map<String, Money> expected() {
        var expected = new TreeMap<String, Money>();
        sessions()
                .filter(session -> session.status() == CheckoutSession.Status.PAID)
                .forEach(session -> {
                    expected.put(FulfilTopUp.businessId(session.id()), dollars(session.charge()));
                    world.payments.refunds(payment(session)).forEach(refund -> {
                        expected.put("refund#" + refund.id(), Money.ZERO.minus(dollars(refund.charge())));
                        if (refund.failed()) {
                            expected.put("refund_failed#" + refund.id(), dollars(refund.charge()));
                        }
                    });
                });
        disputes()
                .flatMap(dispute -> dispute.movements().stream())
                .forEach(moved -> expected.put(name(moved), dollars(moved.charge())));
        return expected;
    }

    private Set<String> reasons() {
        var reasons = new HashSet<String>();
        disputes().filter(Dispute::open).forEach(dispute -> reasons.add(Freezes.dispute(dispute.id())));
        if (world.operatorActions.shouldBeFrozen(account)) {
            reasons.add(Freezes.OPERATOR);
        }
        return reasons;
    }

    private Stream<CheckoutSession> sessions() {
        return world.payments.checkouts().stream()
                .filter(session -> reference(session).account().equals(account));
    }

    private Stream<Dispute> disputes() {
        return sessions().flatMap(session -> world.payments.disputes(payment(session)).stream());
    }

    private Status status(CheckoutSession session) {
        return world.operator
                .orders
                .find(account, reference(session).topUp())
                .orElseThrow()
                .status();
    }

    private static OrderReference reference(CheckoutSession session) {
        return Objects.requireNonNull(session.reference());
    }

    private static PaymentId payment(CheckoutSession session) {
        return new PaymentId("pi_" + session.id());
    }

    private static String name(Dispute.Movement movement) {
        return "dispute#" + movement.id();
    }

    private static Money dollars(Charge charge) {
        return charge.money().orElseThrow();
    }
}
