package ai.tierup.domain.payment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.audit.Actor;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.InMemoryAuditLog;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.books.InMemoryBooks;
import ai.tierup.domain.completion.MovableClock;
import ai.tierup.domain.credit.InMemorySignUpCredits;
import ai.tierup.domain.credit.ReleaseCredit;
import ai.tierup.domain.credit.SignUpCredit;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.idempotency.IdempotentRequest;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.InMemoryUsageLog;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.InMemoryScanMarks;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.InMemoryWalletScan;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A customer without money, a payment provider, and the use cases between them. */
final class PaymentsFixture {

    static final AccountId ACME = new AccountId("acme");
    static final Money AMOUNT = Money.ofUsd("25");
    static final long SEED = 7;
    static final Origin CUSTOMER = new Origin(Actor.SESSION, null);
    private static final String STAGE = "test";
    static final URI DONE = URI.create("https://tierup.example/top-ups/done");

    final MovableClock clock = new MovableClock("2026-11-25T12:00:00Z");
    final FakePayments provider = new FakePayments();
    final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    final TopUpOrders orders = new InMemoryTopUpOrders(ledger);
    final List<Alarm> alarms = new ArrayList<>();
    final List<String> subjects = new ArrayList<>();
    final List<SavedMethod> kept = new ArrayList<>();
    final Random random = new Random(SEED);
    final InMemoryAuditLog log = new InMemoryAuditLog();
    private final AuditTrail trail = new AuditTrail(log, clock, new Random(SEED));
    final BookEntry bookEntry = new BookEntry(ledger, clock, random);
    final PlaceTopUp placeTopUp =
            new PlaceTopUp(provider, orders, new InMemoryTopUpKeys(), trail, clock, random, STAGE);
    final InMemorySignUpCredits credits = new InMemorySignUpCredits(ledger);
    final FulfilTopUp fulfilTopUp = new FulfilTopUp(
            provider,
            orders,
            bookEntry,
            new ReleaseCredit(credits, trail, clock, random),
            this::keep,
            this::raise,
            STAGE);
    final BookReversals bookReversals = new BookReversals(provider, fulfilTopUp, bookEntry, ledger, trail, this::raise);
    final InMemoryBooks books = new InMemoryBooks(new InMemoryUsageLog(), ledger::entries);
    final ReconcilePayments reconcilePayments = new ReconcilePayments(
            provider,
            fulfilTopUp,
            bookReversals,
            new ReconciledLedger(books, new InMemoryWalletScan(ledger, 2), new InMemoryScanMarks()),
            this::raise,
            clock);

    PaymentsFixture() {
        ledger.open(TestEntries.opening(ACME, "adj#1", Money.ZERO, LocalDate.parse("2026-11-25")), Money.ZERO);
    }

    private void keep(AccountId account, TopUpId savedWith, SavedMethod method) {
        kept.add(method);
    }

    private void raise(Alarm alarm, String subject) {
        alarms.add(alarm);
        subjects.add(subject);
    }

    Optional<TopUpOrder> placeOnce(String key, Money amount) {
        var body = amount.usd().getBytes(US_ASCII);
        return placeTopUp.placeOnce(
                CUSTOMER, IdempotentRequest.of(ACME, key, body).orElseThrow(), amount, DONE, false);
    }

    TopUpOrder place() {
        return placeTopUp.place(CUSTOMER, ACME, AMOUNT, DONE, false);
    }

    /** Gives the customer a sign-up credit with its first part released. */
    void giveSignUpCredit() {
        var credit = SignUpCredit.waiting(ACME, clock.instant()).granted(LocalDate.parse("2026-11-25"));
        credits.put(credit);
        bookEntry.book(
                new BookEntry.Fact(ACME, "grant#signup#1", EntryType.SIGN_UP_CREDIT, Purse.GRANT, credit.released()));
    }

    /** Places an order and pays it at the provider, without an event to the service. */
    SessionId paid() {
        var session = sessionOf(place());
        provider.advance(session, CheckoutSession.Status.PAID);
        return session;
    }

    static SessionId sessionOf(TopUpOrder order) {
        var session = order.session();
        if (session == null) {
            throw new IllegalStateException("The order has no checkout");
        }
        return session;
    }

    static PaymentId paymentOf(SessionId session) {
        return new PaymentId("pi_" + session);
    }

    TopUpOrder found(TopUpOrder order) {
        return orders.find(ACME, order.id()).orElseThrow();
    }

    Wallet wallet() {
        return ledger.find(ACME).orElseThrow();
    }

    /** The top-up that each entry of the customer names; null for those that name none. */
    List<@Nullable TopUpId> topUpsOfEntries() {
        return ledger.entries(ACME).stream()
                .<@Nullable TopUpId>map(LedgerEntry::topUp)
                .toList();
    }

    Reconciliation reconcile() {
        return reconcilePayments.run(() -> false);
    }

    void credit(String businessId, Money amount) {
        enter(businessId, EntryType.TOP_UP, amount);
    }

    void enter(String businessId, EntryType type, Money amount) {
        bookEntry.book(new BookEntry.Fact(ACME, businessId, type, Purse.CASH, amount));
    }

    /** Opens accounts, each with a credit that nobody paid. */
    void openOthers(int accounts) {
        for (var account = 0; account < accounts; account++) {
            var id = new AccountId("other-" + account);
            ledger.open(TestEntries.opening(id, "adj#1", Money.ZERO, LocalDate.parse("2026-11-25")), Money.ZERO);
            bookEntry.book(new BookEntry.Fact(id, "topup#cs_invented", EntryType.TOP_UP, Purse.CASH, AMOUNT));
        }
    }
}
