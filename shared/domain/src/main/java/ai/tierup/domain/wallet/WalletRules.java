package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;

/**
 * The limits that apply to every wallet.
 *
 * @param concurrentLimit maximum number of open holds of an account
 * @param freeAllowance amount of the free tier that an account may use in a UTC day, at list price
 */
public record WalletRules(int concurrentLimit, Money freeAllowance) {

    public static final WalletRules STANDARD = new WalletRules(128, Money.ofUsd("0.05"));
}
