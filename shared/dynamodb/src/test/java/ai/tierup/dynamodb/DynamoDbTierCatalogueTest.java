package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierCatalogueContract;
import ai.tierup.domain.tier.TierMove;
import ai.tierup.domain.tier.TierPointers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("store")
class DynamoDbTierCatalogueTest extends TierCatalogueContract {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static int tables;

    private final TableNames names = LocalTables.create("catalogue-" + ++tables);

    @Override
    protected TierCatalogue catalogue() {
        return new DynamoDbTierCatalogue(LocalTables.CLIENTS, names, InstantSource.fixed(NOON));
    }

    @Test
    void aVersionPublishedElsewhereIsLiveWithin15Seconds() {
        var now = new AtomicReference<>(NOON);
        var here = new DynamoDbTierCatalogue(LocalTables.CLIENTS, names, now::get);
        here.publish(TestTiers.mapping(1));
        assertThat(here.live().version()).isEqualTo(1);

        catalogue().publish(TestTiers.mapping(2));
        now.set(NOON.plusSeconds(9));
        assertThat(here.live().version()).isEqualTo(1);
        now.set(NOON.plusSeconds(10));
        assertThat(here.live().version()).isEqualTo(2);
    }

    @Test
    void whatWasReadStaysInUseWhileThePointersCannotBeRead() {
        var now = new AtomicReference<>(NOON);
        var here = new DynamoDbTierCatalogue(LocalTables.CLIENTS, names, now::get);
        here.publish(TestTiers.mapping(1));
        here.live();
        setPointers(Map.of("version", AttributeValues.text("damaged")));

        now.set(NOON.plusSeconds(10));
        assertThat(here.live().version()).isEqualTo(1);

        setPointers(Map.of("version", AttributeValues.number(1), "revision", AttributeValues.number(7)));
        now.set(NOON.plusSeconds(11));
        assertThat(here.published().pointers().revision()).isEqualTo(7);
    }

    @Test
    void pointersOfTheFirstStagesAreReadAndMoved() {
        var catalogue = catalogue();
        catalogue.store(TestTiers.mapping(1));
        catalogue.store(TestTiers.mapping(2));
        setPointers(Map.of("version", AttributeValues.number(1)));

        var seen = catalogue.pointers().orElseThrow();
        assertThat(seen).isEqualTo(new TierPointers(0, 1, null, null));
        var move = new TierMove(seen.promoted(2), "promote", "ada", NOON, "better");
        assertThat(catalogue.move(new TierPointers(0, 2, null, null), move)).isFalse();
        assertThat(catalogue.move(seen, move)).isTrue();

        assertThat(catalogue.published().pointers()).isEqualTo(new TierPointers(1, 2, 1, null));
        assertThat(catalogue.move(seen, new TierMove(seen.promoted(1), "promote", "ada", NOON, "no")))
                .isFalse();
    }

    @Test
    void aMoveThatIsSentTwiceIsMadeOnce() {
        var catalogue = catalogue();
        catalogue.publish(TestTiers.mapping(1));
        catalogue.store(TestTiers.mapping(2));
        var seen = catalogue.pointers().orElseThrow();
        var move = new TierMove(seen.promoted(2), "promote", "ada", NOON, "better");

        assertThat(catalogue.move(seen, move)).isTrue();
        assertThat(catalogue.move(seen, move)).isTrue();

        assertThat(catalogue.history()).hasSize(2);
    }

    private void setPointers(Map<String, AttributeValue> pointers) {
        var item = new HashMap<>(pointers);
        item.put("pk", AttributeValues.text("TIERS"));
        item.put("sk", AttributeValues.text("LIVE"));
        LocalTables.CLIENTS
                .retrying()
                .putItem(put -> put.tableName(names.directory()).item(item));
    }
}
