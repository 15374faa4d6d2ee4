package ai.tierup.domain.credit;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.InMemoryAuditLog;
import ai.tierup.domain.books.InMemoryBooks;
import ai.tierup.domain.completion.MovableClock;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.InMemoryUsageLog;
import ai.tierup.domain.wallet.Application;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.DayRoll;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.domain.wallet.WriteAnswer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Customers who sign up, and the use cases of their credits, on a day whose grants suffice for two. */
final class CreditFixture {

    final MovableClock clock = new MovableClock("2026-11-25T12:00:00Z");
    final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    final InMemorySignUpCredits credits = new InMemorySignUpCredits(ledger);
    final List<Alarm> alarms = new ArrayList<>();
    private final Random random = new Random(7);
    final InMemoryAuditLog log = new InMemoryAuditLog();
    private final AuditTrail trail = new AuditTrail(log, clock, new Random(7));
    private final BookEntry bookEntry = new BookEntry(ledger, clock, random);
    final GrantCredit grantCredit =
            new GrantCredit(credits, WalletRules.STANDARD, Money.ofUsd("50"), trail, clock, random);
    final ReleaseCredit releaseCredit = new ReleaseCredit(credits, trail, clock, random);
    final EndCredit endCredit = new EndCredit(
            credits, ledger, new InMemoryBooks(new InMemoryUsageLog(), ledger::entries), trail, clock, random);
    final AdvanceCredits advanceCredits = new AdvanceCredits(
            credits, grantCredit, releaseCredit, endCredit, (alarm, subject) -> alarms.add(alarm), clock);
    private int signUps;
    private int requests;

    AccountId signUp() {
        var account = new AccountId("account-" + ++signUps);
        grantCredit.open(
                account, new MailHash(HexFormat.of().toHexDigits(signUps).repeat(8)), true);
        return account;
    }

    /** Lets days pass, and runs the job on each of them. */
    void passDays(int days) {
        for (var day = 0; day < days; day++) {
            clock.pass(Duration.ofDays(1));
            run();
        }
    }

    AdvanceCredits.Run run() {
        return advanceCredits.run(() -> false);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    Wallet wallet(AccountId account) {
        return ledger.find(account).orElseThrow();
    }

    Money granted(AccountId account) {
        return wallet(account).grant();
    }

    SignUpCredit credit(AccountId account) {
        return credits.find(account).orElseThrow();
    }

    /** Gives the account other credit, which does not end. */
    void give(AccountId account, Money amount) {
        bookEntry.book(new BookEntry.Fact(account, "grant#gift", EntryType.GRANT, Purse.GRANT, amount));
    }

    /** Holds granted credit for a request. */
    HoldKey hold(AccountId account, Money amount) {
        var wallet = wallet(account);
        var key = new HoldKey(RequestId.of(clock.instant(), ++requests), 0);
        var hold = new Hold(
                amount,
                Money.ZERO,
                Purse.GRANT,
                TierId.TIER_2,
                clock.instant().plusSeconds(360).getEpochSecond(),
                today(),
                Set.of());
        var roll = wallet.day().isBefore(today()) ? DayRoll.of(wallet, today()) : null;
        var placement = new Placement(key, hold, roll, 100, Money.ZERO, List.of());
        if (!(ledger.place(account, placement) instanceof WriteAnswer.Written)) {
            throw new IllegalStateException("The hold was not placed");
        }
        return key;
    }

    /** Ends a request that costs as much as given. */
    void settle(AccountId account, HoldKey key, Money cost) {
        var wallet = wallet(account);
        var hold = wallet.holds().get(key);
        if (hold == null) {
            throw new IllegalStateException("There is no such hold");
        }
        ledger.apply(
                account, Application.onTheSameDay(key, hold, cost, Money.ZERO).adjustedTo(wallet));
    }

    void spend(AccountId account, Money amount) {
        settle(account, hold(account, amount), amount);
    }

    /** The amounts of an account's sign-up credit, by business id in the order of their booking. */
    List<String> entries(AccountId account) {
        return ledger.entries(account).stream()
                .filter(entry -> entry.type() == EntryType.SIGN_UP_CREDIT)
                .sorted(Comparator.comparing((LedgerEntry entry) -> entry.id().time())
                        .thenComparing(LedgerEntry::businessId))
                .map(entry -> entry.businessId() + " " + entry.amount())
                .toList();
    }
}
