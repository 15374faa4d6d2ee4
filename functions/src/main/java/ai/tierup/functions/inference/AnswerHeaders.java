package ai.tierup.functions.inference;

import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.money.Money;
import java.util.LinkedHashMap;
import java.util.Map;

/** Our own headers on the answers of all APIs. */
final class AnswerHeaders {

    /** The output cap, when the wallet affords less than was asked for. */
    private static final String MAX_TOKENS = "x-tierup-max-tokens";

    /** What a whole answer cost. */
    private static final String COST = "x-tierup-cost-usd";

    /** On an answer that the same request has had before. */
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

    /** All of them, with what {@code head} adds. */
    Map<String, String> with(AnswerHead head) {
        if (head.loweredCap() != null) {
            headers.put(MAX_TOKENS, head.loweredCap().toString());
        }
        return headers;
    }
}
