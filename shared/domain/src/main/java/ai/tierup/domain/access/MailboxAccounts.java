package ai.tierup.domain.access;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.DisposableDomains;
import ai.tierup.domain.account.EmailAddress;
import ai.tierup.domain.credit.GrantCredit;
import ai.tierup.domain.id.TimedId;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Finds the account of a mailbox, and opens one if it has none. Calls at the same time open one account. */
public final class MailboxAccounts {

    private final GrantCredit grantCredit;
    private final Accounts accounts;
    private final DisposableDomains disposable;
    private final Supplier<AccessKey> key;
    private final InstantSource clock;
    private final RandomGenerator random;

    public MailboxAccounts(
            GrantCredit grantCredit,
            Accounts accounts,
            DisposableDomains disposable,
            Supplier<AccessKey> key,
            InstantSource clock,
            RandomGenerator random) {
        this.grantCredit = grantCredit;
        this.accounts = accounts;
        this.disposable = disposable;
        this.key = key;
        this.clock = clock;
        this.random = random;
    }

    /** Returns the account of a mailbox. A new one gets the credit for signing up, unless its domain is disposable. */
    OpenedAccount open(EmailAddress address) {
        var id = new AccountId(TimedId.of(clock.instant(), random.nextLong()));
        return open(id, address, !disposable.contains(address));
    }

    /**
     * Returns the account of a mailbox. A new one gets no credit.
     *
     * @param id the id of a new account
     */
    public OpenedAccount openWithoutCredit(AccountId id, EmailAddress address) {
        return open(id, address, false);
    }

    /** Writes the account's address in every call, so that it is there even if a former call ended in the middle. */
    private OpenedAccount open(AccountId id, EmailAddress address, boolean eligible) {
        var mailbox = key.get().hash(address);
        var opened = switch (grantCredit.open(id, mailbox, eligible)) {
            case GrantCredit.Outcome.MailUsed(var existing) -> new OpenedAccount(existing, false);
            case GrantCredit.Outcome.Opened granted -> new OpenedAccount(id, true);
            case GrantCredit.Outcome.Waiting waiting -> new OpenedAccount(id, true);
            case GrantCredit.Outcome.NotEligible refused -> new OpenedAccount(id, true);
        };
        accounts.add(new Account(opened.account(), clock.instant(), new Account.Contact(address, mailbox)));
        return opened;
    }
}
