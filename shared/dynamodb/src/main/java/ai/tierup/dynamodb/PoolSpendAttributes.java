package ai.tierup.dynamodb;

import ai.tierup.domain.books.PoolSpend;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The spending of each pool as number attributes, which DynamoDB can add up: {@code SUBSIDY_requests}, {@code SUBSIDY_charged} … */
final class PoolSpendAttributes {

    private PoolSpendAttributes() {}

    static Map<String, Long> of(Map<Pool, PoolSpend> pools) {
        var attributes = new TreeMap<String, Long>();
        pools.forEach((pool, spend) -> {
            attributes.put(pool + "_requests", spend.requests());
            attributes.put(pool + "_charged", spend.charged().nanoUsd());
            attributes.put(pool + "_spent", spend.spent().nanoUsd());
            attributes.put(pool + "_subsidy", spend.subsidy().nanoUsd());
            attributes.put(pool + "_overrun", spend.overrun().nanoUsd());
        });
        return attributes;
    }

    static Map<Pool, PoolSpend> read(Map<String, AttributeValue> item) {
        var pools = new EnumMap<Pool, PoolSpend>(Pool.class);
        for (var pool : Pool.values()) {
            if (item.containsKey(pool + "_requests")) {
                pools.put(
                        pool,
                        new PoolSpend(
                                AttributeValues.number(item, pool + "_requests"),
                                amount(item, pool, "_charged"),
                                amount(item, pool, "_spent"),
                                amount(item, pool, "_subsidy"),
                                amount(item, pool, "_overrun")));
            }
        }
        return pools;
    }

    private static Money amount(Map<String, AttributeValue> item, Pool pool, String name) {
        return AttributeValues.amount(item, pool + name);
    }
}
