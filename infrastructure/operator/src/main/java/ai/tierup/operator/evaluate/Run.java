package ai.tierup.operator.evaluate;

import ai.tierup.domain.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The result of one run of a task.
 *
 * @param isRight whether the answer was right
 * @param failure why there was no answer; null if there was one
 * @param inputTokens neutral tokens
 * @param outputTokens neutral tokens, with reasoning
 */
record Run(Key key, boolean isRight, @Nullable String failure, Money cost, long inputTokens, long outputTokens) {

    /**
     * Names a run.
     *
     * @param number counts up from 1
     */
    record Key(String candidate, String task, int number) {}
}
