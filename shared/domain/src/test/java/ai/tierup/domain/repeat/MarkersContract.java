package ai.tierup.domain.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract of {@link Markers}. */
public abstract class MarkersContract {

    private static final Instant EXPIRY = Instant.parse("2026-11-29T12:10:00.123Z");

    private static int accounts;

    private final AccountId account = new AccountId("marked-" + ++accounts);

    protected abstract Markers markers();

    private static PrefixHash hash(int number) {
        return new PrefixHash("%043d".formatted(number));
    }

    private static Marker marker(int number) {
        return new Marker(hash(number), 1_000L * number, "north/alpha", EXPIRY);
    }

    @Test
    void markersAreFoundByTheirPrefixesToTheMillisecond() {
        markers().put(account, List.of(marker(1), marker(2)));

        assertThat(markers().find(account, List.of(hash(1), hash(2), hash(3))))
                .containsExactlyInAnyOrder(marker(1), marker(2));
        assertThat(markers().find(account, List.of(hash(2)))).containsExactly(marker(2));
        assertThat(markers().find(account, List.of(hash(3)))).isEmpty();
    }

    @Test
    void aLaterMarkerReplacesTheOneOfTheSamePrefix() {
        markers().put(account, List.of(marker(1)));
        var later = new Marker(hash(1), 1_000, "south/beta", EXPIRY.plusMillis(1));

        markers().put(account, List.of(later));

        assertThat(markers().find(account, List.of(hash(1)))).containsExactly(later);
    }

    @Test
    void anotherAccountFindsNothingWithTheSameHashes() {
        markers().put(account, List.of(marker(1)));

        assertThat(markers().find(new AccountId("stranger"), List.of(hash(1)))).isEmpty();
    }

    @Test
    void allPrefixesOfALongConversationAreFoundAtOnce() {
        var many = new ArrayList<Marker>();
        for (var number = 0; number < 33; number++) {
            many.add(marker(number));
        }
        markers().put(account, many);

        assertThat(markers().find(account, many.stream().map(Marker::prefix).toList()))
                .containsExactlyInAnyOrderElementsOf(many);
    }
}
