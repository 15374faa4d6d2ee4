package ai.tierup.domain.autotopup;

import ai.tierup.domain.access.Mail;
import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.EmailAddress;
import ai.tierup.domain.account.InMemoryAccounts;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.alert.AlertChannels;
import ai.tierup.domain.alert.InMemoryAlerts;
import ai.tierup.domain.alert.SendAlerts;
import ai.tierup.domain.alert.UrgentAlerts;
import ai.tierup.domain.audit.Actor;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditEvent;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.InMemoryAuditLog;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.completion.MovableClock;
import ai.tierup.domain.credit.InMemorySignUpCredits;
import ai.tierup.domain.credit.ReleaseCredit;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.FakePayments;
import ai.tierup.domain.payment.FulfilTopUp;
import ai.tierup.domain.payment.InMemoryTopUpKeys;
import ai.tierup.domain.payment.InMemoryTopUpOrders;
import ai.tierup.domain.payment.PlaceTopUp;
import ai.tierup.domain.payment.SavedMethod;
import ai.tierup.domain.payment.SessionId;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.domain.payment.TopUpOrders;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.InMemoryScanMarks;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** A customer with an empty wallet, a payment provider, and automatic top-ups of $25 below $5, at most two a day. */
final class AutoTopUpFixture {

    static final AccountId ACME = new AccountId("acme");
    static final Origin OWNER = new Origin(Actor.SESSION, null);
    static final URI PAGE = URI.create("https://tierup.example/top-ups/done");
    static final AutoTopUpRule RULE = new AutoTopUpRule(Money.ofUsd("5"), Money.ofUsd("25"), 2, PAGE);
    private static final String STAGE = "test";

    final MovableClock clock = new MovableClock("2026-11-25T12:00:00Z");
    final FakePayments provider = new FakePayments();
    final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    final TopUpOrders orders = new InMemoryTopUpOrders(ledger);
    final InMemoryAlerts alerts = new InMemoryAlerts();
    final InMemoryAccounts accounts = new InMemoryAccounts();
    final InMemoryAuditLog log = new InMemoryAuditLog();
    final AutoTopUps store = new InMemoryAutoTopUps(orders, alerts, accounts);
    final List<Alarm> alarms = new ArrayList<>();
    final List<Mail> mails = new ArrayList<>();
    private final Random random = new Random(7);
    private final AuditTrail trail = new AuditTrail(log, clock, new Random(8));
    final ChangeAutoTopUp changeAutoTopUp = new ChangeAutoTopUp(store, trail);
    private final BookEntry bookEntry = new BookEntry(ledger, clock, random);
    final PlaceTopUp placeTopUp =
            new PlaceTopUp(provider, orders, new InMemoryTopUpKeys(), trail, clock, random, STAGE);
    final FulfilTopUp fulfilTopUp = new FulfilTopUp(
            provider,
            orders,
            bookEntry,
            new ReleaseCredit(new InMemorySignUpCredits(ledger), trail, clock, random),
            changeAutoTopUp,
            (alarm, subject) -> alarms.add(alarm),
            STAGE);
    final AdvanceAutoTopUp advanceAutoTopUp = new AdvanceAutoTopUp(
            store,
            accounts,
            ledger,
            new SavedMethodCharges(provider, orders, fulfilTopUp, clock, random, STAGE),
            new PauseAutoTopUp(store, placeTopUp, new UrgentAlerts(alerts, clock, random), trail, clock),
            trail,
            clock);
    final RunAutoTopUps runAutoTopUps =
            new RunAutoTopUps(store, advanceAutoTopUp, new InMemoryScanMarks(), (alarm, subject) -> alarms.add(alarm));
    private int entries;

    AutoTopUpFixture() {
        var address = EmailAddress.parse("ada@example.com").orElseThrow();
        accounts.add(new Account(ACME, clock.instant(), new Account.Contact(address, new MailHash("ab".repeat(32)))));
        ledger.open(TestEntries.opening(ACME, "adj#open", Money.ZERO, today()), Money.ZERO);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Sets the rule and saves a payment method, by a top-up whose money is spent at once. */
    AutoTopUpFixture ready() {
        changeAutoTopUp.set(OWNER, ACME, RULE);
        saveMethod();
        spendAll();
        return this;
    }

    /** Pays for a top-up at a checkout that saves the payment method. */
    SavedMethod saveMethod() {
        var checkout = sessionOf(placeTopUp.place(OWNER, ACME, Money.ofUsd("10"), PAGE, true));
        payAndFulfil(checkout);
        return FakePayments.savedIn(checkout);
    }

    void payAndFulfil(SessionId checkout) {
        provider.advance(checkout, CheckoutSession.Status.PAID);
        fulfilTopUp.fulfil(checkout);
        // The ids of orders of one millisecond are in no order.
        clock.pass(Duration.ofMillis(1));
    }

    void spendAll() {
        var left = cash();
        bookEntry.book(new BookEntry.Fact(
                ACME, "adj#spend" + ++entries, EntryType.ADJUSTMENT, Purse.CASH, Money.ZERO.minus(left)));
    }

    /** Leaves a charge at the provider of which only the order is known. */
    void interruptAfterTheCharge() {
        var order = TopUpOrder.placed(TopUpId.of(clock.instant(), 99), ACME, RULE.amount());
        var seen = store.find(ACME);
        var method = Objects.requireNonNull(seen.method());
        store.start(seen.started(new RunningCharge(order.id(), method)), order);
        provider.charge(order, STAGE, method);
    }

    RunAutoTopUps.Run run() {
        return runAutoTopUps.run(() -> false);
    }

    /** Delivers the alerts that are due, by mail. */
    void deliver() {
        var channels = new AlertChannels(
                alerts, accounts, mails::add, (webhook, delivery) -> false, (alarm, subject) -> alarms.add(alarm));
        new SendAlerts(alerts, channels, trail, (alarm, subject) -> alarms.add(alarm), clock, Runnable::run)
                .run(() -> false);
    }

    Money cash() {
        return ledger.find(ACME).orElseThrow().cash();
    }

    Progress progress() {
        return store.find(ACME).progress();
    }

    /** The charges of saved methods that the provider has made, in the order in which they were made. */
    List<CheckoutSession> charges() {
        return provider.checkouts().stream()
                .filter(session -> session.id().value().startsWith("ch_"))
                .toList();
    }

    List<AuditAction> audited() {
        return log.newest(ACME, null, 100).reversed().stream()
                .map(AuditEvent::action)
                .toList();
    }

    static SessionId sessionOf(TopUpOrder order) {
        return Objects.requireNonNull(order.session());
    }
}
