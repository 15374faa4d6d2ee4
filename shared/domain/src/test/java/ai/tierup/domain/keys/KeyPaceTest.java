package ai.tierup.domain.keys;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.Pace;
import ai.tierup.domain.account.PaceLimits;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.keys.KeyPace.Outcome.Admitted;
import ai.tierup.domain.keys.KeyPace.Outcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class KeyPaceTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final InMemoryPaceCounters counters = new InMemoryPaceCounters();
    private final KeyPace pace = new KeyPace(counters, now::get);
    private int requests;

    private static ApiKey key(Map<Pace, Long> limits) {
        var rights = KeyRights.ALL.with(new PaceLimits(limits));
        return new ApiKey(new KeyId("key_1"), new AccountId("acme"), "ci", rights, NOON, "tu-abcd");
    }

    private KeyPace.Outcome admit(ApiKey key) {
        return pace.admit(key, RequestId.of(NOON, ++requests));
    }

    private void pass(long millis) {
        now.set(now.get().plusMillis(millis));
    }

    @Test
    void aKeyWithoutLimitsIsNotCounted() {
        var admitted = (Admitted) admit(key(Map.of()));
        pace.ended(key(Map.of()), admitted, 500);

        assertThat(admitted.state().limits()).isEmpty();
        assertThat(counters.used(new KeyId("key_1"), NOON.getEpochSecond() / 60))
                .isEqualTo(PaceUse.NONE);
    }

    @Test
    void theThirdRequestOfTwoAMinuteWaitsUntilHalfOfThoseHasLeftTheWindow() {
        var two = key(Map.of(Pace.REQUESTS_PER_MINUTE, 2L));
        pass(20_000);

        assertThat(admit(two).state().limits())
                .containsExactly(new PaceState.Left(Pace.REQUESTS_PER_MINUTE, 2, 1, Duration.ofSeconds(100)));
        admit(two);
        var refused = (Refused) admit(two);

        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(40 + 30));
        assertThat(refused.limit()).isEqualTo(2);
        assertThat(refused.state().limits().getFirst().left()).isZero();
        pass(69_999);
        assertThat(admit(two)).isInstanceOf(Refused.class);
        pass(1);
        assertThat(admit(two)).isInstanceOf(Admitted.class);
    }

    @Test
    void whatARefusalSaysIsExactForRandomTraffic() {
        var random = new Random(17);
        for (var round = 0; round < 200; round++) {
            var limit = random.nextLong(1, 20);
            var key = new ApiKey(
                    new KeyId("key_" + round),
                    new AccountId("acme"),
                    "ci",
                    KeyRights.ALL.with(new PaceLimits(Map.of(Pace.REQUESTS_PER_MINUTE, limit))),
                    NOON,
                    "tu-abcd");
            KeyPace.Outcome outcome;
            do {
                pass(random.nextInt(9_000));
                outcome = admit(key);
            } while (outcome instanceof Admitted && random.nextInt(60) > 0);
            if (outcome instanceof Refused refused) {
                var millis = refused.retryAfter().toMillis();
                pass(millis - 1);
                assertThat(admit(key)).as("round %d", round).isInstanceOf(Refused.class);
                pass(1);
                assertThat(admit(key)).as("round %d", round).isInstanceOf(Admitted.class);
            }
        }
    }

    @Test
    void tokensAreCountedWhenTheAnswerEnds() {
        var hundred = key(Map.of(Pace.TOKENS_PER_MINUTE, 100L));

        var first = (Admitted) admit(hundred);
        var second = (Admitted) admit(hundred);
        pace.ended(hundred, first, 60);
        assertThat(admit(hundred).state().limits().getFirst().left()).isEqualTo(40);
        pace.ended(hundred, second, 60);

        var refused = (Refused) admit(hundred);
        assertThat(refused.reached()).isEqualTo(Pace.TOKENS_PER_MINUTE);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(60_000 + 10_500));
        pass(70_500);
        assertThat(admit(hundred)).isInstanceOf(Admitted.class);
    }

    @Test
    void aRequestRunsUntilItEnds() {
        var one = key(Map.of(Pace.CONCURRENT_REQUESTS, 1L));

        var running = (Admitted) admit(one);
        assertThat(((Refused) admit(one)).reached()).isEqualTo(Pace.CONCURRENT_REQUESTS);
        pace.ended(one, running, 5);
        assertThat(admit(one)).isInstanceOf(Admitted.class);

        pass(Duration.ofMinutes(16).toMillis());
        assertThat(admit(one)).isInstanceOf(Admitted.class);
    }

    @Test
    void aRefusedRequestDoesNotRun() {
        var key = key(Map.of(Pace.CONCURRENT_REQUESTS, 2L, Pace.REQUESTS_PER_MINUTE, 1L));
        admit(key);

        for (var call = 0; call < 3; call++) {
            assertThat(((Refused) admit(key)).reached()).isEqualTo(Pace.REQUESTS_PER_MINUTE);
        }
    }

    @Test
    void countersThatFailStopNoRequest() {
        var failing = new KeyPace(new FailingPaceCounters(), now::get);
        var key = key(Map.of(Pace.CONCURRENT_REQUESTS, 1L, Pace.TOKENS_PER_MINUTE, 1L));

        var admitted = (Admitted) failing.admit(key, RequestId.of(NOON, 1));
        failing.ended(key, admitted, 5);

        assertThat(admitted.state().limits()).isEmpty();
    }
}
