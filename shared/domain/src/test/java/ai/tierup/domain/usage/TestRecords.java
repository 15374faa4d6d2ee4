package ai.tierup.domain.usage;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;

/** Usage records for tests, of which only the money matters. */
public final class TestRecords {

    private TestRecords() {}

    /** An answer that ended {@code hold}, as its handler records it. */
    public static UsageRecord answered(
            AccountId account, HoldKey key, Hold hold, long walletVersion, Money cost, Money upstreamCost) {
        return new UsageRecord(
                account,
                key,
                hold.day(),
                walletVersion,
                key.request().time(),
                hold.tier(),
                null,
                true,
                Outcome.ANSWERED,
                "stop",
                new TokenUsage(3, 4, 0),
                TokenSource.REPORTED,
                cost,
                Money.ZERO,
                hold.purse(),
                hold.purse().pool(),
                null,
                null,
                "north/alpha",
                upstreamCost,
                Money.ZERO);
    }
}
