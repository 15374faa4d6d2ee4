package ai.tierup.functions.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.meter.Block;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.repeat.Marker;
import ai.tierup.domain.repeat.Markers;
import ai.tierup.domain.repeat.PrefixHash;
import ai.tierup.domain.repeat.RepeatedInput;
import ai.tierup.functions.support.gateway.IsolatedService;
import ai.tierup.functions.support.snapstart.Rehearsal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    void theRehearsedInputIsLongEnoughToBeRecognisedWhenItIsRepeated() {
        var counter = service.context().getBean(TokenCounter.class);
        for (var api : service.context().getBean(InferenceApis.class).all()) {
            var read = (ParsedRequest.Valid) api.read(api.sample(InferenceSnapshot.TEXT, true));
            var tokens = Block.of(read.request().conversation()).stream()
                    .mapToLong(counter::count)
                    .sum();

            assertThat(tokens).as(api.path()).isGreaterThan(RepeatedInput.MIN_TOKENS);
        }
    }

    @Test
    void markersAreFoundInARehearsal() {
        var found = new ArrayList<Marker>();
        var account = new AccountId("acme");
        var marker = new Marker(new PrefixHash("p".repeat(43)), 7, "north/alpha", Instant.ofEpochSecond(9));

        service.context().getBean(Rehearsal.class).play(200, (rehearsed, key) -> {
            var markers = rehearsed.getBean(Markers.class);
            markers.put(account, List.of(marker));
            found.addAll(markers.find(account, List.of(marker.prefix(), new PrefixHash("q".repeat(43)))));
            return 200;
        });

        assertThat(found).containsExactly(marker);
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
