package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.HoldKey;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Usage records in the ledger table, with a partition for each account and day. Records are never changed. Every request appends one,
 * so {@link #append} uses the low-level client, because converting a document costs more than storing it.
 */
public final class DynamoDbUsageLog implements UsageLog {

    private static final int PAGE_SIZE = 1000;

    /** A sort key after that of every record. */
    private static final String AFTER_EVERY_RECORD = UsageRecordItem.SK_PREFIX + "~";

    private final DynamoDbClient client;
    private final String table;
    private final DynamoDbTable<EnhancedDocument> ledger;

    public DynamoDbUsageLog(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.ledger();
        this.ledger = clients.enhanced().table(tables.ledger(), Documents.keyedByPkAndSk());
    }

    @Override
    public UsageRecord append(UsageRecord record) {
        try {
            client.putItem(put -> put.tableName(table)
                    .item(RowDigest.withDigest(UsageRecordItem.write(record)))
                    .conditionExpression(Documents.IF_ABSENT)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return record;
        } catch (ConditionalCheckFailedException e) {
            return UsageRecordItem.read(e.item());
        }
    }

    @Override
    public Optional<UsageRecord> find(AccountId account, RequestId request) {
        var day = LocalDate.ofInstant(request.time(), ZoneOffset.UTC);
        return Stream.of(day, day.plusDays(1), day.minusDays(1))
                .flatMap(nearbyDay -> query(
                        QueryConditional.sortBeginsWith(Documents.key(
                                UsageRecordItem.partition(account, nearbyDay),
                                UsageRecordItem.SK_PREFIX + request.value())),
                        true,
                        HoldKey.ATTEMPTS))
                .min(Comparator.comparing(record -> record.outcome() == Outcome.EXPIRED));
    }

    @Override
    public List<UsageRecord> newest(AccountId account, LocalDate day, @Nullable RequestId before, int limit) {
        var end = before == null ? AFTER_EVERY_RECORD : UsageRecordItem.SK_PREFIX + before.value();
        return query(
                        QueryConditional.sortBetween(
                                Documents.key(UsageRecordItem.partition(account, day), UsageRecordItem.SK_PREFIX),
                                Documents.key(UsageRecordItem.partition(account, day), end)),
                        false,
                        limit)
                .limit(limit)
                .toList();
    }

    @Override
    public Stream<UsageRecord> ofDay(AccountId account, LocalDate day) {
        return query(
                QueryConditional.sortBeginsWith(
                        Documents.key(UsageRecordItem.partition(account, day), UsageRecordItem.SK_PREFIX)),
                true,
                PAGE_SIZE);
    }

    @Override
    public Stream<UsageRecord> ofDayAfter(AccountId account, LocalDate day, RequestId request) {
        var partition = UsageRecordItem.partition(account, day);
        var afterItsAttempts = UsageRecordItem.SK_PREFIX + request.value() + "~";
        return query(
                QueryConditional.sortBetween(
                        Documents.key(partition, afterItsAttempts), Documents.key(partition, AFTER_EVERY_RECORD)),
                true,
                PAGE_SIZE);
    }

    private Stream<UsageRecord> query(QueryConditional condition, boolean forward, int pageSize) {
        return ledger
                .query(query -> query.queryConditional(condition)
                        .scanIndexForward(forward)
                        .consistentRead(true)
                        .limit(pageSize))
                .items()
                .stream()
                .map(EnhancedDocument::toMap)
                .map(UsageRecordItem::read);
    }
}
