package ai.tierup.functions.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.functions.support.gateway.LonelyService;
import ai.tierup.functions.support.snapstart.Rehearsal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was real would not answer here, and would be logged. */
class InferenceSnapshotTest {

    private final LonelyService service = new LonelyService();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aChatIsRehearsedToItsSettlementWithoutAnythingThatIsReal() {
        service.context().getBean(InferenceSnapshot.class).beforeSnapshot();

        assertThat(service.log()).isEmpty();
    }

    @Test
    void aRehearsalThatIsRefusedIsNoneAndSaysSo() {
        var rehearsal = service.context().getBean(Rehearsal.class);

        assertThatThrownBy(() -> rehearsal.play(200, (staged, key) -> 402))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("402");
    }

    @Test
    void aCopyServesWithConnectionsOfItsOwn() {
        var snapshot = service.context().getBean(InferenceSnapshot.class);
        snapshot.beforeSnapshot();

        snapshot.afterRestore();
        snapshot.beforeSnapshot();

        assertThat(service.log()).isEmpty();
    }
}
