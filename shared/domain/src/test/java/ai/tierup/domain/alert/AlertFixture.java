package ai.tierup.domain.alert;

import ai.tierup.domain.access.Mail;
import ai.tierup.domain.access.MailUnavailable;
import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.EmailAddress;
import ai.tierup.domain.account.InMemoryAccounts;
import ai.tierup.domain.account.InMemoryApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.Team;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.account.TestKeys;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.audit.Actor;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.InMemoryAuditLog;
import ai.tierup.domain.audit.Network;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.completion.MovableClock;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.keys.CreateKey;
import ai.tierup.domain.keys.Requester;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Application;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.DayRoll;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.InMemoryScanMarks;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.SetDailyLimit;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.WriteAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A customer with $20, an address and a webhook, and the jobs that alert them. */
final class AlertFixture {

    static final AccountId ACCOUNT = new AccountId("alerted");
    static final URI WEBHOOK = URI.create("https://example.com/hook");
    static final AlertTopics ALL_TOPICS = new AlertTopics(Money.ofUsd("5"), true, true, true);

    final MovableClock clock = new MovableClock("2026-11-25T12:00:00Z");
    final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    final InMemoryApiKeys keys = new InMemoryApiKeys();
    final InMemoryAuditLog log = new InMemoryAuditLog();
    final InMemoryAccounts accounts = new InMemoryAccounts();
    final InMemoryAlerts alerts = new InMemoryAlerts();
    final InMemoryScanMarks marks = new InMemoryScanMarks();
    final List<Alarm> alarms = new ArrayList<>();
    final List<Mail> mails = new ArrayList<>();
    final List<Delivery> posted = new ArrayList<>();
    boolean isMailDown;
    boolean isWebhookDown;

    private final Random random = new Random(7);
    final AuditTrail trail = new AuditTrail(log, clock, random);
    final ChangeAlerts changeAlerts = new ChangeAlerts(alerts, accounts, trail, clock, random);
    final RaiseAlerts raiseAlerts = raiseAlerts(alerts);
    final SendAlerts sendAlerts = sendAlerts(alerts);
    private int requests;

    AlertFixture() {
        var address = EmailAddress.parse("ada@example.com").orElseThrow();
        accounts.add(
                new Account(ACCOUNT, clock.instant(), new Account.Contact(address, new MailHash("ab".repeat(32)))));
        ledger.open(TestEntries.opening(ACCOUNT, "adj#open", Money.ofUsd("20"), today()), Money.ZERO);
    }

    RaiseAlerts raiseAlerts(Alerts store) {
        return new RaiseAlerts(
                store,
                marks,
                new FindAlerts(accounts, ledger, keys, log),
                (alarm, subject) -> alarms.add(alarm),
                clock,
                random);
    }

    SendAlerts sendAlerts(Deliveries store) {
        var channels =
                new AlertChannels(alerts, accounts, this::mail, this::post, (alarm, subject) -> alarms.add(alarm));
        return new SendAlerts(store, channels, trail, (alarm, subject) -> alarms.add(alarm), clock, Runnable::run);
    }

    private void mail(Mail mail) {
        if (isMailDown) {
            throw new MailUnavailable("down");
        }
        mails.add(mail);
    }

    private boolean post(Webhook webhook, Delivery delivery) {
        posted.add(delivery);
        return !isWebhookDown;
    }

    void wantAll() {
        want(ALL_TOPICS, WEBHOOK);
    }

    void want(AlertTopics topics, @Nullable URI webhook) {
        changeAlerts.change(new Origin(Actor.SESSION, null), ACCOUNT, topics, true, webhook);
    }

    /** Runs the job that finds alerts, and returns the alerts that were not found before. */
    List<Alert> raised() {
        var before = pending();
        raiseAlerts.run(() -> false);
        return pending().stream()
                .filter(delivery -> !before.contains(delivery) && delivery.channel() == Channel.MAIL)
                .map(Delivery::alert)
                .toList();
    }

    List<Delivery> pending() {
        return alerts.due(clock.instant().plus(Duration.ofDays(10)), 1000);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    void topUp(String usd) {
        new BookEntry(ledger, clock, random)
                .book(new BookEntry.Fact(
                        ACCOUNT, "adj#" + ++requests, EntryType.ADJUSTMENT, Purse.CASH, Money.ofUsd(usd)));
    }

    /** Creates a key with limits in dollars; null for none. */
    KeyId limitedKey(@Nullable String daily, @Nullable String monthly) {
        var limits = TestKeys.limited(
                        SpenderId.of(new KeyId("key_any")),
                        daily == null ? null : Money.ofUsd(daily),
                        monthly == null ? null : Money.ofUsd(monthly))
                .limits();
        return create(KeyRights.ALL.with(limits));
    }

    void limitAccount(String daily) {
        new SetDailyLimit(ledger, (alarm, subject) -> alarms.add(alarm)).set(ACCOUNT, Money.ofUsd(daily));
    }

    /** Creates a key without limits in a team that has a daily limit. */
    KeyId keyInTeam(String name, String daily) {
        var team = new Team(new TeamName(name), new KeyLimits(Map.of(Window.DAY, Money.ofUsd(daily))));
        ledger.countKey(ACCOUNT, SpenderId.of(team.name()));
        return create(KeyRights.ALL.with(team));
    }

    private KeyId create(KeyRights rights) {
        var outcome = new CreateKey(keys, ledger, trail, clock, random)
                .create(Requester.OPERATOR, ACCOUNT, "limited", rights);
        return ((CreateKey.Outcome.Created) outcome).key().id();
    }

    HoldKey hold(@Nullable KeyId key, String usd) {
        var wallet = ledger.find(ACCOUNT).orElseThrow();
        var holdKey = new HoldKey(RequestId.of(clock.instant(), ++requests), 0);
        var limited = Optional.ofNullable(key)
                .flatMap(id -> keys.find(ACCOUNT, id))
                .map(listed -> listed.key().limited())
                .orElse(List.of());
        var hold = new Hold(
                Money.ofUsd(usd),
                Money.ZERO,
                Purse.CASH,
                TierId.TIER_2,
                clock.instant().plusSeconds(360).getEpochSecond(),
                today(),
                limited.stream().map(LimitedSpender::id).collect(Collectors.toSet()));
        var roll = wallet.day().isBefore(today()) ? DayRoll.of(wallet, today()) : null;
        if (!(ledger.place(ACCOUNT, new Placement(holdKey, hold, roll, 100, Money.ZERO, limited))
                instanceof WriteAnswer.Written)) {
            throw new IllegalStateException("The hold was not placed");
        }
        return holdKey;
    }

    void settle(HoldKey key, String usd) {
        var wallet = ledger.find(ACCOUNT).orElseThrow();
        var hold = wallet.holds().get(key);
        if (hold == null) {
            throw new IllegalStateException("There is no such hold");
        }
        ledger.apply(
                ACCOUNT,
                Application.onTheSameDay(key, hold, Money.ofUsd(usd), Money.ZERO)
                        .adjustedTo(wallet));
    }

    void spend(@Nullable KeyId key, String usd) {
        settle(hold(key, usd), usd);
    }

    /** Records an event of now, and lets it settle in the log. */
    void record(AuditAction action, String target, String address) {
        var origin = new Origin(Actor.SESSION, Network.of(address).orElseThrow());
        trail.record(origin, ACCOUNT, action, target);
        clock.pass(Duration.ofSeconds(31));
    }

    void signIn(String address) {
        record(AuditAction.SIGNED_IN, "session", address);
    }
}
