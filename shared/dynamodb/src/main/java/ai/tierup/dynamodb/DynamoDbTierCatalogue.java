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
 * Tier mappings in the directory table: {@code TIERS / V#<n>}, which never change, and the pointer {@code TIERS / LIVE} to one of them.
 * The pointer is cached for 15 s; the mapping is read again only when its version changes.
 */
public final class DynamoDbTierCatalogue implements TierCatalogue {

    private static final Duration POINTER_CACHE_TIME = Duration.ofSeconds(15);
    private static final String PK = "TIERS";
    private static final String LIVE = "LIVE";
    private static final String VERSION = "version";

    private final DynamoDbTable<EnhancedDocument> directory;
    private final InstantSource clock;
    private final AtomicReference<CacheEntry> cache = new AtomicReference<>(CacheEntry.empty());

    private record CacheEntry(@Nullable TierMapping mapping, Instant staleAt) {

        /** Returns a new object each time, so that {@code compareAndSet} detects a publication during a read. */
        static CacheEntry empty() {
            return new CacheEntry(null, Instant.MIN);
        }
    }

    public DynamoDbTierCatalogue(DynamoDbClients clients, TableNames tables, InstantSource clock) {
        this.directory = clients.enhanced().table(tables.directory(), Documents.keyedByPkAndSk());
        this.clock = clock;
    }

    @Override
    public TierMapping live() {
        var now = clock.instant();
        var entry = cache.get();
        var cached = entry.mapping();
        if (cached != null && now.isBefore(entry.staleAt())) {
            return cached;
        }
        var version = liveVersion();
        var mapping = cached != null && cached.version() == version ? cached : stored(version);
        cache.compareAndSet(entry, new CacheEntry(mapping, now.plus(POINTER_CACHE_TIME)));
        return mapping;
    }

    @Override
    public void publish(TierMapping mapping) {
        store(mapping);
        directory.putItem(pointer(mapping));
        cache.set(CacheEntry.empty());
    }

    @Override
    public boolean publishFirst(TierMapping mapping) {
        store(mapping);
        var isFirst = ConditionalPuts.putIfAbsent(directory, pointer(mapping));
        cache.set(CacheEntry.empty());
        return isFirst;
    }

    private void store(TierMapping mapping) {
        ConditionalPuts.putIfAbsent(directory, TierMappingItem.write(mapping, PK, versionKey(mapping.version())));
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
            throw new IllegalStateException("No tier mapping has been published");
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
