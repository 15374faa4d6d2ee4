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
import ai.tierup.domain.usage.SettledHold;
import ai.tierup.domain.usage.TokenSource;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.usage.UsageRecord.Consumption;
import ai.tierup.domain.wallet.HoldKey;
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
    private TokenUsage tokens = TokenUsage.NONE;
    private TokenUsage nativeTokens = TokenUsage.NONE;
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
        var output = bound.outputTokens() * Math.min(permille, PERMILLE) / PERMILLE;
        var nativeOutput = candidate().nativeCap(bound.outputTokens()) * permille / PERMILLE;
        tokens = new TokenUsage(Math.max(1, bound.inputTokens() / 2), Math.max(tokens.completionTokens(), output), 0);
        // Its tokeniser may make a token of every byte, while ours makes few.
        nativeTokens =
                new TokenUsage(bound.nativeInputTokens(), Math.max(nativeTokens.completionTokens(), nativeOutput), 0);
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
        tokens = TokenUsage.NONE;
        nativeTokens = TokenUsage.NONE;
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
                new Consumption(tokens, TokenSource.CHECKPOINT, candidate().slug(), nativeTokens),
                new Costs(cost(), allowanceUsed(), upstreamCost()),
                TO_FIRST_TOKEN));
    }

    /**
     * Ends the request, even if the store does not answer.
     *
     * @return false if its hold is left to the sweeper
     */
    boolean settle() {
        placed.draw().settle(poolCost(), upstreamCost());
        try {
            return settle(record());
        } finally {
            process.awaitReturns();
        }
    }

    private boolean settle(UsageRecord record) {
        try {
            var image = process.settleHold.settle(placed.hold(), record).image();
            if (image.isPresent() && image.get().holds().keySet().stream().noneMatch(this::isOfThisRequest)) {
                return true;
            }
        } catch (SdkException e) {
            // The client gets its answer now.
        }
        return process.settleAfterAnswer.settle(
                placed.image().account(), placed.key().request(), record, () -> ServiceProcess.HOLD_LIFE, true);
    }

    private boolean isOfThisRequest(HoldKey key) {
        return key.request().equals(placed.key().request());
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
                tokens.completionTokens() == 0 ? Outcome.FAILED : Outcome.ANSWERED,
                tokens.completionTokens() == 0 ? null : FinishReason.STOP,
                new Consumption(
                        tokens,
                        tokens.completionTokens() == 0 ? TokenSource.NONE : TokenSource.COUNTED,
                        candidate().slug(),
                        nativeTokens),
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

    private Money cost() {
        return placed.bound()
                .tier()
                .prices()
                .costOf(tokens.promptTokens(), tokens.completionTokens())
                .atMost(placed.hold().amount());
    }

    private Money allowanceUsed() {
        var listCost = placed.bound().tier().listPrices().costOf(tokens.promptTokens(), tokens.completionTokens());
        return listCost.atMost(placed.hold().freeAllowance());
    }

    private Money upstreamCost() {
        return candidate()
                .upstreamPrices()
                .costOf(nativeTokens.promptTokens(), nativeTokens.completionTokens())
                .plus(lost);
    }

    private Money poolCost() {
        return placed.hold().purse() == Purse.CASH
                ? upstreamCost().minus(cost()).orZeroIfNegative()
                : upstreamCost();
    }
}
