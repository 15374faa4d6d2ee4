package ai.tierup.domain.keys;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.keys.PaceCounters.Counted;
import ai.tierup.domain.keys.PaceCounters.Running;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Contract of {@link PaceCounters}. */
public abstract class PaceCountersContract {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final long MINUTE = NOON.getEpochSecond() / 60;
    private static final PaceUse ANY = new PaceUse(Long.MAX_VALUE, Long.MAX_VALUE);
    private static int keys;

    private final KeyId key = new KeyId("key_pace_" + ++keys);

    protected abstract PaceCounters counters();

    private static Running running(int number) {
        return new Running(RequestId.of(NOON, number), NOON.getEpochSecond() + 60);
    }

    @Test
    void nothingWasUsedBeforeTheFirstRequest() {
        assertThat(counters().used(key, MINUTE)).isEqualTo(new PaceUse(0, 0));
    }

    @Test
    void requestsAreCountedByKeyAndMinuteUpToTheLimit() {
        assertThat(counters().count(key, MINUTE, new PaceUse(1, 9))).isEqualTo(new Counted(true, new PaceUse(1, 0)));
        assertThat(counters().count(key, MINUTE, new PaceUse(1, 9))).isEqualTo(new Counted(true, new PaceUse(2, 0)));
        assertThat(counters().count(key, MINUTE, new PaceUse(1, 9))).isEqualTo(new Counted(false, new PaceUse(2, 0)));

        assertThat(counters().used(key, MINUTE)).isEqualTo(new PaceUse(2, 0));
        assertThat(counters().used(key, MINUTE + 1)).isEqualTo(new PaceUse(0, 0));
        assertThat(counters().used(new KeyId("key_pace_none"), MINUTE)).isEqualTo(new PaceUse(0, 0));
    }

    @Test
    void aRequestIsRefusedWhenMoreTokensWereUsed() {
        counters().addTokens(key, MINUTE, 7);
        counters().addTokens(key, MINUTE, 5);

        assertThat(counters().count(key, MINUTE, new PaceUse(9, 11))).isEqualTo(new Counted(false, new PaceUse(0, 12)));
        assertThat(counters().count(key, MINUTE, new PaceUse(9, 12))).isEqualTo(new Counted(true, new PaceUse(1, 12)));
        assertThat(counters().count(key, MINUTE, ANY)).isEqualTo(new Counted(true, new PaceUse(2, 12)));
    }

    @Test
    void asManyRequestsRunAsAllowed() {
        assertThat(counters().begin(key, running(1), 2, NOON)).isTrue();
        assertThat(counters().begin(key, running(2), 2, NOON)).isTrue();
        assertThat(counters().begin(key, running(3), 2, NOON)).isFalse();

        counters().end(key, running(1));
        counters().end(key, running(1));
        assertThat(counters().begin(key, running(3), 2, NOON)).isTrue();
        assertThat(counters().begin(key, running(4), 2, NOON)).isFalse();
    }

    @Test
    void aRequestThatHasExpiredNoLongerRuns() {
        counters().begin(key, running(1), 1, NOON);

        assertThat(counters().begin(key, running(2), 1, NOON.plusSeconds(59))).isFalse();
        assertThat(counters().begin(key, running(2), 1, NOON.plusSeconds(60))).isTrue();
    }
}
