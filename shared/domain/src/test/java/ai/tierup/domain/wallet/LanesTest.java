package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanesTest {

    @Test
    void aVersionTellsItsLaneAndItsWrites() {
        var version = Lanes.version(3, 1_764_460_800_123L);

        assertThat(Lanes.laneOf(version)).isEqualTo(3);
        assertThat(Lanes.writes(version)).isEqualTo(1_764_460_800_123L);
    }
}
