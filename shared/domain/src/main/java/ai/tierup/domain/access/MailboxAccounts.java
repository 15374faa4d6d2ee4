package ai.tierup.domain.access;

import ai.tierup.domain.account.MailHash;

/** The port to the accounts of mailboxes. */
public interface MailboxAccounts {

    /**
     * Returns the account of a mailbox, and opens one if it has none. Calls at the same time open one account.
     *
     * @param maybeCredit false if a new account gets no credit
     */
    OpenedAccount open(MailHash mailbox, boolean maybeCredit);
}
