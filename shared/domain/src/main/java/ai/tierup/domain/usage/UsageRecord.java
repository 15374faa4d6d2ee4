package ai.tierup.domain.usage;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Purse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one request consumed and cost: append-only, and the decision on what its hold is settled with. What neither the hold nor a
 * checkpoint tells the sweeper is null.
 *
 * @param day UTC day of the hold: the books it belongs to
 * @param walletVersion version of a wallet image that showed the hold; lets an audit run while traffic goes on
 * @param keyId the API key that asked
 * @param stream whether the answer was streamed
 * @param finishReason the public finish reason; null when the answer did not finish
 * @param tokens billed tokens
 * @param cost what the customer pays
 * @param allowanceUsed what was used of the free allowance, at list price
 * @param pool what its cost to us counts against, beside the platform's
 * @param firstToken time to the first token
 * @param candidateSlug which model answered: never shown to a customer
 * @param upstreamCost what we pay, as upstream says, or else as its prices say
 * @param overrun what we pay above the bound that was drawn from the platform's pools; of an expired hold, whose draw was lost with its
 *     handler, all that the customer does not pay
 */
public record UsageRecord(
        AccountId account,
        HoldKey holdKey,
        LocalDate day,
        long walletVersion,
        Instant createdAt,
        TierId tier,
        @Nullable KeyId keyId,
        @Nullable Boolean stream,
        Outcome outcome,
        @Nullable String finishReason,
        TokenUsage tokens,
        TokenSource tokenSource,
        Money cost,
        Money allowanceUsed,
        Purse purse,
        Pool pool,
        @Nullable Duration duration,
        @Nullable Duration firstToken,
        @Nullable String candidateSlug,
        Money upstreamCost,
        Money overrun) {

    /** What we pay above what the customer pays; never negative. */
    public Money subsidy() {
        return upstreamCost.minus(cost).orZeroIfNegative();
    }

    /** The record of a hold that ended without anything being known of its request: it costs the customer nothing. */
    static UsageRecord expired(OpenHold open, Money upstreamCost) {
        var hold = open.hold();
        return new UsageRecord(
                open.account(),
                open.key(),
                hold.day(),
                open.walletVersion(),
                open.key().request().time(),
                hold.tier(),
                null,
                null,
                Outcome.EXPIRED,
                null,
                TokenUsage.NONE,
                TokenSource.NONE,
                Money.ZERO,
                Money.ZERO,
                hold.purse(),
                hold.purse().pool(),
                null,
                null,
                null,
                upstreamCost,
                upstreamCost);
    }
}
