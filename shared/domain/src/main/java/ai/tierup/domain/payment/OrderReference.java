package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;

/**
 * What we hang on everything that the provider keeps for an order. It finds the order, and says nothing that is believed.
 *
 * @param stage which of our stages asked: several may share one account with the provider
 */
public record OrderReference(String stage, AccountId account, TopUpId topUp) {}
