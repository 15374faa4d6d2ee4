package ai.tierup.domain.keys;

import ai.tierup.domain.account.KeyId;
import java.time.Instant;

/** {@link PaceCounters} whose store does not answer. */
final class FailingPaceCounters implements PaceCounters {

    private static IllegalStateException failure() {
        return new IllegalStateException("The store does not answer");
    }

    @Override
    public PaceUse used(KeyId key, long epochMinute) {
        throw failure();
    }

    @Override
    public Counted count(KeyId key, long epochMinute, PaceUse max) {
        throw failure();
    }

    @Override
    public void addTokens(KeyId key, long epochMinute, long tokens) {
        throw failure();
    }

    @Override
    public boolean begin(KeyId key, Running request, long max, Instant now) {
        throw failure();
    }

    @Override
    public void end(KeyId key, Running request) {
        throw failure();
    }
}
