package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;

/**
 * A fact about an account's money other than usage.
 *
 * @param businessId what it is known by outside, so that it is booked once
 * @param amount negative when money left the account
 * @param day UTC day whose books it belongs to
 */
public record LedgerEntry(
        AccountId account, String businessId, EntryType type, Purse purse, Money amount, LocalDate day) {}
