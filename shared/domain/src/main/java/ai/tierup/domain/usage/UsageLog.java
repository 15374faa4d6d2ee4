package ai.tierup.domain.usage;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The append-only log of usage records, in books of one account and UTC day. */
public interface UsageLog {

    /** Stores {@code record} unless its hold has one already; returns the one that stands. */
    UsageRecord append(UsageRecord record);

    /**
     * The record of a request, looked for on the days around the id's time. A send of its place that was believed lost may have left an
     * expired hold behind: then there are two, and the other one is it.
     */
    Optional<UsageRecord> find(AccountId account, RequestId request);

    /**
     * The newest records of one day, newest first.
     *
     * @param before only requests older than this one; null for the newest
     */
    List<UsageRecord> newest(AccountId account, LocalDate day, @Nullable RequestId before, int limit);

    /** All records of one day, in the order of their ids. */
    List<UsageRecord> ofDay(AccountId account, LocalDate day);
}
