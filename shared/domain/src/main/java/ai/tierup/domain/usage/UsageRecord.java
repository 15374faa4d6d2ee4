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
 * The consumption and cost of one request. Records are append-only, and a hold is settled with the cost of its record. In a record of the
 * sweeper, a value that neither the hold nor a checkpoint contains is null.
 *
 * @param finishReason null if the answer did not finish
 * @param overrun what we pay above the bound that was drawn from the platform's pools; for an expired hold, whose draw was lost with its
 *     handler, everything that the customer does not pay
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

    /** Days for which a record is kept. */
    public static final int RETENTION_DAYS = 400;

    /**
     * The request as it arrived.
     *
     * @param keyId the API key that asked
     * @param channel how it came; null if unknown
     */
    public record Request(
            Instant createdAt,
            @Nullable KeyId keyId,
            @Nullable Channel channel) {}

    /**
     * The consumption of an answer.
     *
     * @param tokens billed tokens
     * @param candidate name of the candidate that answered; never shown to a customer
     * @param nativeTokens the answer's tokens as upstream counted them; null if it did not, or if the record is of an earlier version
     */
    public record Consumption(
            TokenUsage tokens,
            TokenSource source,
            @Nullable String candidate,
            @Nullable TokenUsage nativeTokens) {

        /** No consumption, or an unknown one. */
        public static final Consumption UNKNOWN = new Consumption(TokenUsage.NONE, TokenSource.NONE, null, null);
    }

    /**
     * The duration of an answer. Both times are measured from the start of the request.
     *
     * @param total time to its end; null if unknown
     * @param firstToken time to its first delta; null if there was none or it is unknown
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

    /** UTC day of the books to which the record belongs. */
    public LocalDate day() {
        return hold.day();
    }

    /** The first day on which the record may be gone. From then on, the statement of its day stands for it. */
    public LocalDate expiryDay() {
        return expiryOf(day());
    }

    /** The first day on which the records of {@code day}, and their sums, may be gone. */
    public static LocalDate expiryOf(LocalDate day) {
        return day.plusDays(RETENTION_DAYS);
    }

    /** Billed tokens. */
    public TokenUsage tokens() {
        return consumption.tokens();
    }

    /** The amount that the customer pays. */
    public Money cost() {
        return costs.charged();
    }

    /** The record of a hold with which no model was asked. It costs nobody anything. */
    public static UsageRecord unused(OpenHold open) {
        return expired(open, Money.ZERO);
    }

    /** The record of an expired hold whose request is unknown. The customer pays nothing. */
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

    /** The record of a hold whose handler died while answering. The customer pays the cost in {@code checkpoint}. */
    static UsageRecord expired(OpenHold open, Checkpoint checkpoint) {
        return new UsageRecord(
                SettledHold.of(open),
                new Request(open.key().request().time(), checkpoint.keyId(), checkpoint.channel()),
                Outcome.EXPIRED,
                null,
                checkpoint.consumption(),
                checkpoint.costs().atMost(open.hold()),
                checkpoint.costs().subsidy(),
                new Timing(null, checkpoint.firstToken()));
    }
}
