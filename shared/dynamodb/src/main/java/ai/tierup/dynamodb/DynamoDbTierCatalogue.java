package ai.tierup.dynamodb;

import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierMapping;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/**
 * The tier mappings in the directory table: {@code TIERS / V#<n>}, never changed, and {@code TIERS / LIVE}, which names one of
 * them. The pointer is read again after 15 s; a version that is known is never read again.
 */
public final class DynamoDbTierCatalogue implements TierCatalogue {

    private static final Duration POINTER_IS_FRESH = Duration.ofSeconds(15);
    private static final String PK = "TIERS";
    private static final String LIVE = "LIVE";
    private static final String VERSION = "version";

    private final DynamoDbTable<EnhancedDocument> directory;
    private final InstantSource clock;
    private final AtomicReference<Known> known = new AtomicReference<>(Known.nothing());

    private record Known(@Nullable TierMapping mapping, Instant staleAt) {

        /** Another object each time, so that a reader notices that there was a publication while it read. */
        static Known nothing() {
            return new Known(null, Instant.MIN);
        }
    }

    public DynamoDbTierCatalogue(DynamoDbClients clients, TableNames tables, InstantSource clock) {
        this.directory = clients.enhanced().table(tables.directory(), Documents.keyedByPkAndSk());
        this.clock = clock;
    }

    @Override
    public TierMapping live() {
        var now = clock.instant();
        var seen = known.get();
        var cached = seen.mapping();
        if (cached != null && now.isBefore(seen.staleAt())) {
            return cached;
        }
        var version = liveVersion();
        var mapping = cached != null && cached.version() == version ? cached : stored(version);
        known.compareAndSet(seen, new Known(mapping, now.plus(POINTER_IS_FRESH)));
        return mapping;
    }

    @Override
    public void publish(TierMapping mapping) {
        store(mapping);
        directory.putItem(pointer(mapping));
        known.set(Known.nothing());
    }

    @Override
    public boolean publishFirst(TierMapping mapping) {
        store(mapping);
        var isFirst = Puts.unlessThere(directory, pointer(mapping));
        known.set(Known.nothing());
        return isFirst;
    }

    private void store(TierMapping mapping) {
        Puts.unlessThere(directory, TierMappingItem.write(mapping, PK, versionKey(mapping.version())));
    }

    private static EnhancedDocument pointer(TierMapping mapping) {
        return Documents.document()
                .putString("pk", PK)
                .putString("sk", LIVE)
                .putNumber(VERSION, mapping.version())
                .build();
    }

    private int liveVersion() {
        var pointer = directory.getItem(Documents.key(PK, LIVE));
        if (pointer == null) {
            throw new IllegalStateException("No tier mapping was published");
        }
        return Math.toIntExact(Documents.number(pointer, VERSION));
    }

    private TierMapping stored(int version) {
        var item = directory.getItem(Documents.key(PK, versionKey(version)));
        if (item == null) {
            throw new IllegalStateException("The live tier mapping " + version + " does not exist");
        }
        return TierMappingItem.read(item);
    }

    private static String versionKey(int version) {
        return "V#" + version;
    }
}
