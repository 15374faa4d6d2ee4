package ai.tierup.functions.topup;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopUpPaceTest {

    private static final AccountId BUSY = new AccountId("busy");
    private static final AccountId OTHER = new AccountId("other");

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private final TopUpPace pace = new TopUpPace(() -> now);

    private void placeAll() {
        assertThat(IntStream.range(0, TopUpPace.MAX_PER_MINUTE)).allMatch(time -> pace.admits(BUSY));
    }

    @Test
    void anAccountThatPlacesTooManyTopUpsStopsNoOther() {
        placeAll();

        assertThat(pace.admits(BUSY)).isFalse();
        assertThat(pace.admits(OTHER)).isTrue();
    }

    @Test
    void anAccountMayPlaceTopUpsAgainAMinuteAfterTheFirst() {
        placeAll();

        now = now.plus(Duration.ofSeconds(59));
        assertThat(pace.admits(BUSY)).isFalse();
        now = now.plus(Duration.ofSeconds(1));
        assertThat(pace.admits(BUSY)).isTrue();
    }

    @Test
    void accountsThatAreNotSeenForLongAreForgotten() {
        placeAll();
        IntStream.range(0, 1_000).forEach(number -> pace.admits(new AccountId("account-" + number)));

        assertThat(pace.admits(BUSY)).isTrue();
    }
}
