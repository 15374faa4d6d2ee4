package ai.tierup.functions.usage;

import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.usage.UsageRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some records, newest first.
 *
 * @param nextCursor names a request: what is older than it comes next; null when there is nothing older
 */
record RecordPage(List<UsageRecord> records, @Nullable RequestId nextCursor) {}
