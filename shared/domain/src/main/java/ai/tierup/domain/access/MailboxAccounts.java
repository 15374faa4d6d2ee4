package ai.tierup.domain.access;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.credit.GrantCredit;
import ai.tierup.domain.id.TimedId;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Finds the account of a mailbox, and opens one if it has none. Calls at the same time open one account. */
public final class MailboxAccounts {

    private final GrantCredit grantCredit;
    private final InstantSource clock;
    private final RandomGenerator random;

    public MailboxAccounts(GrantCredit grantCredit, InstantSource clock, RandomGenerator random) {
        this.grantCredit = grantCredit;
        this.clock = clock;
        this.random = random;
    }

    /** @param eligible false if a new account gets no credit */
    OpenedAccount open(MailHash mailbox, boolean eligible) {
        var id = new AccountId(TimedId.of(clock.instant(), random.nextLong()));
        return switch (grantCredit.open(id, mailbox, eligible)) {
            case GrantCredit.Outcome.MailUsed(var existing) -> new OpenedAccount(existing, false);
            case GrantCredit.Outcome.Opened opened -> new OpenedAccount(id, true);
            case GrantCredit.Outcome.Waiting waiting -> new OpenedAccount(id, true);
            case GrantCredit.Outcome.NotEligible refused -> new OpenedAccount(id, true);
        };
    }
}
