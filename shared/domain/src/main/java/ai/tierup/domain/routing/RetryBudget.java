package ai.tierup.domain.routing;

/**
 * Limits how many requests are sent to a second candidate, so that a failing provider is not sent twice the load. Ten are allowed at once,
 * and one more for every ten answers. Safe for concurrent use.
 */
final class RetryBudget {

    private static final int PER_RETRY = 10;
    private static final int MAX = 10 * PER_RETRY;

    private int successes = MAX;

    /** Takes a retry; returns false if none is left. */
    synchronized boolean take() {
        if (successes < PER_RETRY) {
            return false;
        }
        successes -= PER_RETRY;
        return true;
    }

    /** Records an answer, which pays for a tenth of a retry. */
    synchronized void succeeded() {
        successes = Math.min(MAX, successes + 1);
    }
}
