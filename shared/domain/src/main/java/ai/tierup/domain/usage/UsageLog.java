package ai.tierup.domain.usage;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The append-only log of usage records, with one book per account and UTC day. */
public interface UsageLog {

    /** Stores {@code record} unless its hold already has one. Returns the stored record. */
    UsageRecord append(UsageRecord record);

    /**
     * Finds the record of a request, searching the days around the id's time. If a write of its hold got no answer but did arrive, an
     * expired hold left a second record. The record that is not expired is returned then.
     */
    Optional<UsageRecord> find(AccountId account, RequestId request);

    /**
     * The newest records of one day, newest first.
     *
     * @param before returns only requests older than this one; null to start with the newest
     */
    List<UsageRecord> newest(AccountId account, LocalDate day, @Nullable RequestId before, int limit);

    /** All records of one day, in the order of their ids. They are read page by page, as the stream is consumed. */
    Stream<UsageRecord> ofDay(AccountId account, LocalDate day);

    /** The records of one day whose requests are newer than {@code request}, in the order of their ids, read like all of a day. */
    Stream<UsageRecord> ofDayAfter(AccountId account, LocalDate day, RequestId request);
}
