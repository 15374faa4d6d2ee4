package ai.tierup.domain.access;

import ai.tierup.domain.account.AccountId;

/**
 * The account of a mailbox.
 *
 * @param isNew false if the mailbox had an account before
 */
public record OpenedAccount(AccountId account, boolean isNew) {}
