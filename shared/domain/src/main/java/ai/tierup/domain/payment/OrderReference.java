package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;

/**
 * The reference that we attach to everything the provider keeps for an order. It only serves to find the order.
 *
 * @param stage stage that opened the checkout; several may share one account with the provider
 */
public record OrderReference(String stage, AccountId account, TopUpId topUp) {}
