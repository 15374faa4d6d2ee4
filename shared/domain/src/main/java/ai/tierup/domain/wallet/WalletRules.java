package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;

/**
 * The limits that every wallet has.
 *
 * @param concurrentLimit most open holds of an account
 * @param freeAllowance what an account may use of the free tier in a UTC day, at list price
 */
public record WalletRules(int concurrentLimit, Money freeAllowance) {

    public static final WalletRules STANDARD = new WalletRules(128, Money.ofUsd("0.05"));
}
