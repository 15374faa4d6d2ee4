package ai.tierup.domain.usage;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.HoldKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one request consumed and cost: append-only, and the decision on what its hold is settled with. What neither the hold nor a
 * checkpoint tells the sweeper is null.
 *
 * @param finishReason null when the answer did not finish
 * @param overrun what we pay above the bound that was drawn from the platform's pools; of an expired hold, whose draw was lost with its
 *     handler, all that the customer does not pay
 */
public record UsageRecord(
        SettledHold hold,
        Request request,
        Outcome outcome,
        @Nullable FinishReason finishReason,
        Consumption consumption,
        Costs costs,
        Money overrun,
        Timing timing) {

    /**
     * The request as it came.
     *
     * @param keyId the API key that asked
     * @param stream whether the answer was to be streamed
     */
    public record Request(
            Instant createdAt,
            @Nullable KeyId keyId,
            @Nullable Boolean stream) {}

    /**
     * What the answer took.
     *
     * @param tokens billed tokens
     * @param candidate name of the candidate that answered: never shown to a customer
     */
    public record Consumption(
            TokenUsage tokens, TokenSource source, @Nullable String candidate) {

        /** Nothing was consumed, or nothing is known of it. */
        public static final Consumption UNKNOWN = new Consumption(TokenUsage.NONE, TokenSource.NONE, null);
    }

    /**
     * How long the answer took.
     *
     * @param total until it was over
     * @param firstToken until its first delta
     */
    public record Timing(@Nullable Duration total, @Nullable Duration firstToken) {

        public static final Timing UNKNOWN = new Timing(null, null);
    }

    public AccountId account() {
        return hold.account();
    }

    public HoldKey holdKey() {
        return hold.key();
    }

    /** UTC day of the books that it belongs to. */
    public LocalDate day() {
        return hold.day();
    }

    /** Billed tokens. */
    public TokenUsage tokens() {
        return consumption.tokens();
    }

    /** What the customer pays. */
    public Money cost() {
        return costs.charged();
    }

    /** The record of a hold that ended without anything being known of its request: it costs the customer nothing. */
    static UsageRecord expired(OpenHold open, Money upstreamCost) {
        return new UsageRecord(
                SettledHold.of(open),
                new Request(open.key().request().time(), null, null),
                Outcome.EXPIRED,
                null,
                Consumption.UNKNOWN,
                new Costs(Money.ZERO, Money.ZERO, upstreamCost),
                upstreamCost,
                Timing.UNKNOWN);
    }

    /** The record of a hold whose handler died while it answered: the customer pays what {@code checkpoint} says. */
    static UsageRecord expired(OpenHold open, Checkpoint checkpoint) {
        return new UsageRecord(
                SettledHold.of(open),
                new Request(open.key().request().time(), checkpoint.keyId(), checkpoint.stream()),
                Outcome.EXPIRED,
                null,
                new Consumption(checkpoint.tokens(), TokenSource.CHECKPOINT, checkpoint.candidate()),
                checkpoint.costs().atMost(open.hold()),
                checkpoint.costs().subsidy(),
                new Timing(null, checkpoint.firstToken()));
    }
}
