package ai.tierup.domain.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.wallet.HoldKey;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestIdTest {

    @Test
    void anIdContainsItsTimeToTheMillisecond() {
        var time = Instant.parse("2026-11-24T12:34:56.789Z");

        assertThat(RequestId.of(time, -1).time()).isEqualTo(time);
        assertThat(RequestId.of(time, 0).time()).isEqualTo(time);
    }

    @Test
    void idsSortByTime() {
        var random = new Random(11);
        var time = Instant.parse("2026-11-24T00:00:00Z");
        var before = RequestId.of(time, random.nextLong());
        for (var i = 0; i < 500; i++) {
            time = time.plusMillis(1 + random.nextInt(100_000));
            var next = RequestId.of(time, random.nextLong());
            assertThat(next).isGreaterThan(before);
            before = next;
        }
    }

    @Test
    void thirtyEightBitsDistinguishIdsOfOneMillisecond() {
        assertThat(RequestId.of(Instant.EPOCH, 1)).isNotEqualTo(RequestId.of(Instant.EPOCH, 1L << 37));
        assertThat(RequestId.of(Instant.EPOCH, 0).value()).isEqualTo("0000000000000000");
        assertThat(RequestId.of(Instant.EPOCH, 1L << 38)).isEqualTo(RequestId.of(Instant.EPOCH, 0));
    }

    @Test
    void thePublicNameIsParsed() {
        var id = RequestId.of(Instant.parse("2026-11-24T12:00:00Z"), 77);

        assertThat(RequestId.parsePublic(id.publicName())).contains(id);
        assertThat(id).hasToString(id.value());
        assertThat(RequestId.parsePublic(id.value())).isEmpty();
        assertThat(RequestId.parsePublic("req_" + id.value().toUpperCase(Locale.ROOT)))
                .isEmpty();
    }

    @Test
    void aHoldKeyIsParsed() {
        var key = new HoldKey(RequestId.of(Instant.parse("2026-11-24T12:00:00Z"), 78), 9);

        assertThat(HoldKey.parse(key.toString())).isEqualTo(key);
        assertThat(key.toString()).hasSize(17);
        assertThatThrownBy(() -> new HoldKey(key.request(), 10)).isInstanceOf(IllegalArgumentException.class);
    }
}
