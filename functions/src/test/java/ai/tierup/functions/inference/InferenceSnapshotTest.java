package ai.tierup.functions.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.functions.support.gateway.IsolatedService;
import ai.tierup.functions.support.snapstart.Rehearsal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of the snapshot hooks without real backends. A request to a real backend would fail and be logged. */
class InferenceSnapshotTest {

    private final IsolatedService service = new IsolatedService();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aRequestIsRehearsedToItsSettlementWithoutRealBackends() {
        service.context().getBean(InferenceSnapshot.class).beforeSnapshot();

        assertThat(service.log()).isEmpty();
    }

    @Test
    void aRehearsalWithAnUnexpectedStatusFails() {
        var rehearsal = service.context().getBean(Rehearsal.class);

        assertThatThrownBy(() -> rehearsal.play(200, (service, key) -> 402))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("402");
    }

    @Test
    void aRestoredCopyCanRehearseAgain() {
        var snapshot = service.context().getBean(InferenceSnapshot.class);
        snapshot.beforeSnapshot();

        snapshot.afterRestore();
        snapshot.beforeSnapshot();

        assertThat(service.log()).isEmpty();
    }
}
