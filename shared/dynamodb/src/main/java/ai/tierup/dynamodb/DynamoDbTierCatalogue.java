package ai.tierup.dynamodb;

import ai.tierup.domain.tier.PublishedTiers;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.tier.TierMove;
import ai.tierup.domain.tier.TierPointers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Tier mappings in the directory table: {@code TIERS / V#<n>}, which never change, the pointers {@code TIERS / LIVE}, and their history
 * {@code TIERS / MOVE#<revision>}. The pointers are cached for 10 s; a mapping is read only when a pointer names another version. All reads
 * are consistent, so that a version is found as soon as a pointer names it.
 */
public final class DynamoDbTierCatalogue implements TierCatalogue {

    /** Less than the 15 s in which a move must be followed. */
    private static final Duration CACHE_TIME = Duration.ofSeconds(10);

    /** After a failed read, what was read before stays in use. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final String PK = "TIERS";
    private static final String LIVE = "LIVE";
    private static final String MOVE = "MOVE#";

    private final DynamoDbClient client;
    private final String table;
    private final InstantSource clock;
    private final AtomicReference<CacheEntry> cache = new AtomicReference<>(CacheEntry.empty());

    private volatile int stoppedRevision = -1;

    private record CacheEntry(@Nullable PublishedTiers tiers, Instant staleAt) {

        /** Returns a new object each time, so that {@code compareAndSet} detects a move during a read. */
        static CacheEntry empty() {
            return new CacheEntry(null, Instant.MIN);
        }
    }

    public DynamoDbTierCatalogue(DynamoDbClients clients, TableNames tables, InstantSource clock) {
        this.client = clients.retrying();
        this.table = tables.directory();
        this.clock = clock;
    }

    @Override
    public PublishedTiers published() {
        var tiers = cached();
        return tiers.pointers().revision() == stoppedRevision ? tiers.withoutCanary() : tiers;
    }

    @Override
    public void stopCanary(int revision) {
        stoppedRevision = revision;
    }

    private PublishedTiers cached() {
        var now = clock.instant();
        var entry = cache.get();
        var cached = entry.tiers();
        if (cached == null) {
            return keep(entry, read(null), now.plus(CACHE_TIME));
        }
        if (now.isBefore(entry.staleAt())) {
            return cached;
        }
        try {
            return keep(entry, read(cached), now.plus(CACHE_TIME));
        } catch (RuntimeException e) {
            return keep(entry, cached, now.plus(RETRY_AFTER));
        }
    }

    private PublishedTiers keep(CacheEntry before, PublishedTiers tiers, Instant staleAt) {
        cache.compareAndSet(before, new CacheEntry(tiers, staleAt));
        return tiers;
    }

    private PublishedTiers read(@Nullable PublishedTiers cached) {
        var pointers = pointers().orElseThrow(() -> new IllegalStateException("No tier mapping has been published"));
        var canary = pointers.canary();
        return new PublishedTiers(
                pointers, mapping(pointers.live(), cached), canary == null ? null : mapping(canary.version(), cached));
    }

    private TierMapping mapping(int version, @Nullable PublishedTiers cached) {
        if (cached != null) {
            for (var mapping : cached.all()) {
                if (mapping.version() == version) {
                    return mapping;
                }
            }
        }
        return version(version)
                .orElseThrow(() -> new IllegalStateException("The tier mapping " + version + " does not exist"));
    }

    @Override
    public TierMapping store(TierMapping mapping) {
        var item = TierMappingItem.write(mapping, PK, versionKey(mapping.version()));
        Transactions.tryWrite(client, Transactions.putIfAbsent(table, item.toMap()));
        return version(mapping.version()).orElseThrow();
    }

    @Override
    public Optional<TierMapping> version(int number) {
        return item(versionKey(number)).map(item -> TierMappingItem.read(EnhancedDocument.fromAttributeValueMap(item)));
    }

    @Override
    public Optional<TierPointers> pointers() {
        return item(LIVE).map(TierPointersItem::pointers);
    }

    private Optional<Map<String, AttributeValue>> item(String sk) {
        var answer = client.getItem(get -> get.tableName(table).key(key(sk)).consistentRead(true));
        return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
    }

    @Override
    public boolean move(@Nullable TierPointers seen, TierMove move) {
        var history = TierPointersItem.write(move);
        history.putAll(key(moveKey(move.to().revision())));
        var isMoved = Transactions.tryWrite(client, pointTo(move.to(), seen), Transactions.putIfAbsent(table, history))
                || isDone(move);
        cache.set(CacheEntry.empty());
        return isMoved;
    }

    private TransactWriteItem pointTo(TierPointers next, @Nullable TierPointers seen) {
        var item = TierPointersItem.write(next);
        item.putAll(key(LIVE));
        if (seen == null) {
            return Transactions.putIfAbsent(table, item);
        }
        var isFirstRevision = seen.revision() == 0;
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(item)
                        .conditionExpression(
                                isFirstRevision
                                        ? "attribute_not_exists(" + TierPointersItem.REVISION + ") AND #seen = :seen"
                                        : "#seen = :seen")
                        .expressionAttributeNames(
                                Map.of("#seen", isFirstRevision ? TierPointersItem.LIVE : TierPointersItem.REVISION))
                        .expressionAttributeValues(Map.of(
                                ":seen", AttributeValues.number(isFirstRevision ? seen.live() : seen.revision()))))
                .build();
    }

    /** Returns whether the move was written, because a write whose answer is lost is sent again and finds its own effect. */
    private boolean isDone(TierMove move) {
        return item(moveKey(move.to().revision()))
                .map(TierPointersItem::move)
                .filter(move::equals)
                .isPresent();
    }

    @Override
    public List<TierMove> history() {
        return client
                .queryPaginator(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :move)")
                        .expressionAttributeValues(
                                Map.of(":pk", AttributeValues.text(PK), ":move", AttributeValues.text(MOVE)))
                        .scanIndexForward(false)
                        .consistentRead(true))
                .items()
                .stream()
                .map(TierPointersItem::move)
                .toList();
    }

    private static Map<String, AttributeValue> key(String sk) {
        return Map.of("pk", AttributeValues.text(PK), "sk", AttributeValues.text(sk));
    }

    private static String versionKey(int version) {
        return "V#" + version;
    }

    private static String moveKey(int revision) {
        return MOVE + "%010d".formatted(revision);
    }
}
