package ai.tierup.moneyproof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.HoldKey;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The amounts of a usage record, read directly from its item. */
record UsageAmounts(
        AccountId account,
        HoldKey key,
        LocalDate day,
        Pool pool,
        Money cost,
        Money allowanceUsed,
        Money upstreamCost,
        Money overrun) {

    private static final String USAGE = "U#";

    /** Reads an item; empty when it is not a usage record. */
    static Optional<UsageAmounts> of(Map<String, AttributeValue> item) {
        var sortKey = item.get("sk");
        return sortKey == null || !sortKey.s().startsWith(USAGE)
                ? Optional.empty()
                : Optional.of(new UsageAmounts(
                        new AccountId(text(item, "account")),
                        HoldKey.parse(sortKey.s().substring(USAGE.length())),
                        LocalDate.parse(text(item, "day")),
                        Pool.valueOf(text(item, "pool")),
                        amount(item, "cost"),
                        amount(item, "allowanceUsed"),
                        amount(item, "upstreamCost"),
                        amount(item, "overrun")));
    }

    /** The amount that {@code bearer} bears. */
    Money borneBy(Pool bearer) {
        return bearer == Pool.SUBSIDY ? upstreamCost.minus(cost).orZeroIfNegative() : upstreamCost;
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return item.getOrDefault(name, AttributeValue.fromS("")).s();
    }

    private static Money amount(Map<String, AttributeValue> item, String name) {
        return new Money(Long.parseLong(
                item.getOrDefault(name, AttributeValue.fromN("missing")).n()));
    }
}
