package ai.tierup.functions.inference;

import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.money.Money;
import java.util.LinkedHashMap;
import java.util.Map;

/** TierUp's own response headers, the same for all APIs. */
final class AnswerHeaders {

    /** The output cap, if the tier or the wallet allows less than the client requested. */
    private static final String MAX_TOKENS = "x-tierup-max-tokens";

    /** The cost of a whole answer. */
    private static final String COST = "x-tierup-cost-usd";

    /** Marks the replay of a kept answer. */
    private static final String REPLAYED = "idempotent-replayed";

    private final Map<String, String> headers = new LinkedHashMap<>();

    AnswerHeaders replayed() {
        headers.put(REPLAYED, "true");
        return this;
    }

    AnswerHeaders cost(Money cost) {
        headers.put(COST, cost.usd());
        return this;
    }

    /** Returns all headers, including those for {@code head}. */
    Map<String, String> with(AnswerHead head) {
        if (head.loweredCap() != null) {
            headers.put(MAX_TOKENS, head.loweredCap().toString());
        }
        return headers;
    }
}
