package ai.tierup.domain.access;

import ai.tierup.domain.account.DisposableDomains;
import ai.tierup.domain.account.EmailAddress;
import ai.tierup.domain.account.InMemoryAccounts;
import ai.tierup.domain.account.InMemoryApiKeys;
import ai.tierup.domain.account.InMemoryTeams;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.InMemoryAuditLog;
import ai.tierup.domain.audit.Network;
import ai.tierup.domain.books.InMemoryBooks;
import ai.tierup.domain.credit.EndCredit;
import ai.tierup.domain.credit.GrantCredit;
import ai.tierup.domain.credit.InMemorySignUpCredits;
import ai.tierup.domain.keys.CreateKey;
import ai.tierup.domain.keys.EraseKeys;
import ai.tierup.domain.keys.InMemoryKeyUses;
import ai.tierup.domain.keys.ManageTeams;
import ai.tierup.domain.keys.RevokeKey;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.InMemoryUsageLog;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.WalletRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Signing in on stores in memory, with a mailbox that keeps all mail and a clock that is moved by hand. */
final class AccessFixture {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final EmailAddress ADA = EmailAddress.parse("Ada@example.com").orElseThrow();
    static final Optional<Network> HOME = Network.of("192.0.2.7");

    private static final int MAX_CODES_PER_NETWORK = 8;

    final AccessKey key = new AccessKey(new byte[32]);
    private final Random random = new Random(1);
    private final AccessQuotas quotas = new AccessQuotas(new InMemoryDayQuotas(), MAX_CODES_PER_NETWORK);
    private final Challenges challenges = new InMemoryChallenges();

    final List<Mail> mails = new ArrayList<>();
    final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    final InMemorySignUpCredits credits = new InMemorySignUpCredits(ledger);
    final InMemoryAccounts accounts = new InMemoryAccounts();
    final InMemoryTeams teams = new InMemoryTeams(accounts);
    final InMemoryApiKeys keys = new InMemoryApiKeys(teams, accounts);
    final InMemoryKeyUses keyUses = new InMemoryKeyUses();
    final InMemorySessions sessions = new InMemorySessions();
    final InMemoryAuditLog auditLog = new InMemoryAuditLog();

    Instant now = NOON;

    private final AuditTrail trail = new AuditTrail(auditLog, () -> now, random);
    final GrantCredit grantCredit =
            new GrantCredit(credits, WalletRules.STANDARD, Money.ofUsd("100"), trail, () -> now, random);
    final MailboxAccounts mailboxes =
            new MailboxAccounts(grantCredit, accounts, DisposableDomains.shipped(), () -> key, () -> now, random);

    final StartSignUp startSignUp = new StartSignUp(challenges, quotas, mails::add, () -> key, () -> now, random);
    final VerifyCode verifyCode = new VerifyCode(challenges, quotas, mailboxes, () -> key, () -> now);
    final StartSession startSession = new StartSession(sessions, trail, () -> now, random);

    final ManageTeams manageTeams = new ManageTeams(teams, keys, ledger, trail);
    final CreateKey createKey = new CreateKey(keys, ledger, trail, () -> now, random);
    final EndCredit endCredit = new EndCredit(
            credits, ledger, new InMemoryBooks(new InMemoryUsageLog(), ledger::entries), trail, () -> now, random);
    final DeleteAccount deleteAccount = new DeleteAccount(
            ledger,
            new EraseKeys(keys, teams, keyUses, new RevokeKey(keys, ledger, trail, () -> now), ledger),
            accounts,
            endCredit,
            new EndSessions(sessions, trail, () -> now),
            new DeleteAccount.Register(trail, () -> now));

    ChallengeId challenge(EmailAddress address) {
        return switch (startSignUp.start(address, HOME)) {
            case StartSignUp.Outcome.Sent(var id, var expiresAt) -> id;
            case StartSignUp.Outcome.TooManyCodes refused -> throw new AssertionError(refused);
        };
    }

    /** The code in the last mail. */
    SignInCode lastCode() {
        var subject = mails.getLast().subject();
        return SignInCode.parse(subject.substring(subject.indexOf(':') + 1)).orElseThrow();
    }

    SignInCode wrongCode() {
        var last = Integer.parseInt(lastCode().digits());
        return new SignInCode("%08d".formatted((last + 1) % 100_000_000));
    }

    void wait(Duration duration) {
        now = now.plus(duration);
    }
}
