package ai.tierup.moneyproof;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.EmailAddress;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.credit.GrantCredit;
import ai.tierup.domain.credit.SignUpCredit;
import ai.tierup.domain.credit.SignUpCredits.Opening;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.WalletRules;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** People who sign up, some of them several times, because they got no answer or want more credit. */
final class SignUps {

    private static final int PEOPLE = 4;

    /** The address of everybody: accounts are told apart by the hash alone. */
    private static final EmailAddress ADDRESS =
            EmailAddress.parse("ada@example.com").orElseThrow();

    private final Map<AccountId, MailHash> attempts = new LinkedHashMap<>();

    static MailHash mail(int person) {
        return new MailHash(HexFormat.of().toHexDigits(person).repeat(8));
    }

    /** Lets a random person sign up, now or long ago. */
    void act(World world, ServiceProcess by, RandomGenerator random) {
        var mail = mail(random.nextInt(PEOPLE));
        if (random.nextInt(3) == 0) {
            signedUpLongAgo(world, by, mail, random.nextInt(80, 90));
        } else {
            signUp(world, by, mail);
        }
    }

    /** The states of all credits. */
    static List<String> states(World world) {
        return world.accounts.stream()
                .flatMap(account -> world.operator.credits.find(account).stream())
                .map(credit -> credit.status() + (credit.toppedUp() ? " after a top-up" : ""))
                .toList();
    }

    /** Signs up with a new account id, as the service draws one for each attempt. */
    void signUp(World world, ServiceProcess by, MailHash mail) {
        var account = attempt(mail);
        try {
            var opened = by.grantCredit.open(account, mail, true) instanceof GrantCredit.Outcome.MailUsed(var existing)
                    ? existing
                    : account;
            by.accounts.add(new Account(opened, by.clock.instant(), new Account.Contact(ADDRESS, mail)));
        } finally {
            discover(world);
        }
    }

    /** Opens an account whose credit was granted and released as a whole long ago, so that its end is near. */
    void signedUpLongAgo(World world, ServiceProcess by, MailHash mail, int daysAgo) {
        var account = attempt(mail);
        var credit = SignUpCredit.waiting(account, by.clock.instant())
                .granted(by.today().minusDays(daysAgo));
        while (credit.nextReleaseOn().isPresent()) {
            credit = credit.withNextRelease();
        }
        var first = TestEntries.entry(
                account, "grant#signup#13", EntryType.SIGN_UP_CREDIT, Purse.GRANT, credit.amount(), by.today());
        try {
            by.credits.open(new Opening(
                    mail, first, WalletRules.STANDARD.freeAllowance(), credit, ServiceProcess.DAILY_GRANTS));
        } finally {
            discover(world);
        }
    }

    private AccountId attempt(MailHash mail) {
        var account = new AccountId("signed-up-" + attempts.size());
        attempts.put(account, mail);
        return account;
    }

    /** Adds the accounts that were opened, if only by a late request, to those of the world. */
    void discover(World world) {
        mails().forEach(mail -> world.operator
                .credits
                .accountOf(mail)
                .filter(account -> !world.accounts.contains(account))
                .ifPresent(world.accounts::add));
    }

    Set<MailHash> mails() {
        return new LinkedHashSet<>(attempts.values());
    }

    /** Every id under which somebody tried to sign up, and the address. */
    Map<AccountId, MailHash> attempts() {
        return Map.copyOf(attempts);
    }
}
