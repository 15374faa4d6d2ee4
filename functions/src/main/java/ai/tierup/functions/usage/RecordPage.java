package ai.tierup.functions.usage;

import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.usage.UsageRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of usage records, newest first.
 *
 * @param nextCursor the next page has the records older than this request; null on the last page
 */
record RecordPage(List<UsageRecord> records, @Nullable RequestId nextCursor) {}
