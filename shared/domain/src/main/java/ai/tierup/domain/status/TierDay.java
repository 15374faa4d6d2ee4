package ai.tierup.domain.status;

/**
 * The requests of one tier on one day that were admitted.
 *
 * @param answered those that got a whole answer
 * @param failed those that did not, by our fault or a model's
 */
public record TierDay(long answered, long failed, FirstTokens firstTokens) {

    public static final TierDay NONE = new TierDay(0, 0, FirstTokens.NONE);

    TierDay plus(TierDay more) {
        return new TierDay(answered + more.answered, failed + more.failed, firstTokens.plus(more.firstTokens));
    }
}
