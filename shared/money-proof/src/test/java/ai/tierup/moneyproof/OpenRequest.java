package ai.tierup.moneyproof;

import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.usage.Channel;
import ai.tierup.domain.usage.Checkpoint;
import ai.tierup.domain.usage.Costs;
import ai.tierup.domain.usage.OpenHold;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.SettleHold.Settlement;
import ai.tierup.domain.usage.SettledHold;
import ai.tierup.domain.usage.TokenSource;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.PlaceOutcome.Placed;
import ai.tierup.domain.wallet.Purse;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;

/** A request whose hold is placed. It does what {@code CompleteChat} does next, one step per method, so that others can act in between. */
final class OpenRequest {

    private static final long PERMILLE = 1000;
    private static final Duration TO_FIRST_TOKEN = Duration.ofMillis(300);

    private final ServiceProcess process;
    private final Placed placed;
    private final KeyId keyId;
    private long inputTokens;
    private long outputTokens;
    private boolean isWithinBound = true;
    private Money lost = Money.ZERO;

    OpenRequest(ServiceProcess process, Placed placed, KeyId keyId) {
        this.process = process;
        this.placed = placed;
        this.keyId = keyId;
    }

    /** Sets what upstream has generated, in thousandths of the bound. More than a thousand breaks the bound. */
    void generate(long permille) {
        var bound = placed.bound();
        inputTokens = Math.max(1, bound.inputTokens() / 2);
        outputTokens = Math.max(outputTokens, bound.outputTokens() * permille / PERMILLE);
        isWithinBound &= permille <= PERMILLE;
    }

    /**
     * Upstream breaks off and does not say what it has cost, and another candidate is asked.
     *
     * @return false if the pools do not cover another attempt
     */
    boolean failOver() {
        var drawn = placed.draw().perAttempt();
        lost = lost.plus(drawn);
        inputTokens = 0;
        outputTokens = 0;
        try {
            return placed.draw().drawAgain(drawn);
        } catch (SdkException e) {
            return false;
        }
    }

    void checkpoint() {
        process.checkpoints.keep(new Checkpoint(
                placed.image().account(),
                placed.key(),
                keyId,
                new Channel("chat", true),
                tokens(),
                candidate().slug(),
                new Costs(cost(), allowanceUsed(), upstreamCost()),
                TO_FIRST_TOKEN));
    }

    /** Ends the request, even if the store does not answer. The hold is then left to the sweeper. */
    Settlement settle() {
        placed.draw().settle(poolCost(), upstreamCost());
        try {
            return process.settleHold.settle(placed.hold(), record());
        } finally {
            process.awaitReturns();
        }
    }

    private UsageRecord record() {
        var hold = placed.hold();
        return new UsageRecord(
                SettledHold.of(new OpenHold(
                        placed.image().account(),
                        placed.key(),
                        hold,
                        placed.image().version())),
                new UsageRecord.Request(placed.key().request().time(), keyId, new Channel("chat", true)),
                outputTokens == 0 ? Outcome.FAILED : Outcome.ANSWERED,
                outputTokens == 0 ? null : FinishReason.STOP,
                new UsageRecord.Consumption(
                        tokens(),
                        outputTokens == 0 ? TokenSource.NONE : TokenSource.REPORTED,
                        candidate().slug()),
                new Costs(cost(), allowanceUsed(), upstreamCost()),
                overrun(),
                new UsageRecord.Timing(TO_FIRST_TOKEN, TO_FIRST_TOKEN));
    }

    private Money overrun() {
        var overrun = placed.draw().overrun(poolCost(), upstreamCost());
        if (isWithinBound && !overrun.isZero()) {
            throw new AssertionError(placed + " costs " + overrun + " more than was drawn, within its bound");
        }
        return overrun;
    }

    private Candidate candidate() {
        return placed.bound().tier().candidates().getFirst();
    }

    private TokenUsage tokens() {
        return new TokenUsage(inputTokens, outputTokens, 0);
    }

    private Money cost() {
        return placed.bound()
                .tier()
                .prices()
                .costOf(inputTokens, outputTokens)
                .atMost(placed.hold().amount());
    }

    private Money allowanceUsed() {
        var listCost = placed.bound().tier().listPrices().costOf(inputTokens, outputTokens);
        return listCost.atMost(placed.hold().freeAllowance());
    }

    private Money upstreamCost() {
        var factor = candidate().factor().permille();
        return candidate()
                .upstreamPrices()
                .costOf(inputTokens * PERMILLE / factor, outputTokens * PERMILLE / factor)
                .plus(lost);
    }

    private Money poolCost() {
        return placed.hold().purse() == Purse.CASH
                ? upstreamCost().minus(cost()).orZeroIfNegative()
                : upstreamCost();
    }
}
