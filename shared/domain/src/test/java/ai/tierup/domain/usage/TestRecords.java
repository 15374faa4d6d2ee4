package ai.tierup.domain.usage;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import org.jspecify.annotations.Nullable;

/** Usage records for tests in which only the money matters. */
public final class TestRecords {

    private TestRecords() {}

    /** The record of an answer that settles {@code hold}. */
    public static UsageRecord answered(
            AccountId account, HoldKey key, Hold hold, long walletVersion, Money cost, Money upstreamCost) {
        return new UsageRecord(
                SettledHold.of(new OpenHold(account, key, hold, walletVersion)),
                new UsageRecord.Request(key.request().time(), keyOf(hold), new Channel("chat", true)),
                Outcome.ANSWERED,
                FinishReason.STOP,
                new UsageRecord.Consumption(new TokenUsage(3, 4, 0), TokenSource.REPORTED, "north/alpha", null),
                new Costs(cost, Money.ZERO, upstreamCost),
                Money.ZERO,
                UsageRecord.Timing.UNKNOWN);
    }

    private static @Nullable KeyId keyOf(Hold hold) {
        return hold.spenders().stream()
                .filter(spender -> !spender.isTeam())
                .map(spender -> new KeyId(spender.value()))
                .findFirst()
                .orElse(null);
    }
}
