package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;

/**
 * The limits that apply to every wallet.
 *
 * @param concurrentLimit maximum number of open holds of an account
 * @param freeAllowance amount of the free tier that an account may use in a UTC day, at list price
 */
public record WalletRules(int concurrentLimit, Money freeAllowance) {

    public static final WalletRules STANDARD = new WalletRules(128, Money.ofUsd("0.05"));

    /** The free allowance of one account. That of the playground has no limit but its pool, which all of its visitors share. */
    public Money freeAllowanceOf(AccountId account) {
        return account.equals(AccountId.PLAYGROUND) ? Wallet.NO_LIMIT : freeAllowance;
    }
}
