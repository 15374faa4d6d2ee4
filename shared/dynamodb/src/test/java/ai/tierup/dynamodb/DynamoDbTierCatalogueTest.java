package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierCatalogueContract;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
    void aVersionPublishedElsewhereIsLiveAfter15Seconds() {
        var now = new AtomicReference<>(NOON);
        var here = new DynamoDbTierCatalogue(LocalTables.CLIENTS, names, now::get);
        here.publish(TestTiers.mapping(1));
        assertThat(here.live().version()).isEqualTo(1);

        catalogue().publish(TestTiers.mapping(2));
        now.set(NOON.plusSeconds(14));
        assertThat(here.live().version()).isEqualTo(1);
        now.set(NOON.plusSeconds(15));
        assertThat(here.live().version()).isEqualTo(2);
    }
}
