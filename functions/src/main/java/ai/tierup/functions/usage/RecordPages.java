package ai.tierup.functions.usage;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.domain.usage.UsageRecord;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages through an account's records, backwards day by day. A page reads at most 31 days, and a limited number of records that its filter
 * leaves out. So it may be short or empty, and its cursor continues from there.
 */
@Singleton
final class RecordPages {

    private static final int MAX_DAYS = 31;
    private static final int MAX_RECORDS_READ = 5_000;

    /** Records that are read at a time if there is a filter. */
    private static final int FILTERED_BLOCK = 500;

    private final UsageLog log;
    private final Accounts accounts;
    private final InstantSource clock;

    RecordPages(UsageLog log, Accounts accounts, InstantSource clock) {
        this.log = log;
        this.accounts = accounts;
        this.clock = clock;
    }

    RecordPage page(AccountId account, RecordQuery query, KeyLabels keys) {
        var cursor = query.page().before();
        var newest = cursor == null ? clock.instant() : cursor.time();
        // A record has the day of its hold, which can be one day ahead if the clock that placed the hold was fast.
        var last = utcDay(newest).plusDays(1);
        var day = query.to().filter(last::isAfter).orElse(last);
        var opened = accounts.find(account)
                .map(Account::createdAt)
                .map(RecordPages::utcDay)
                .orElse(day);
        var first = query.from().filter(opened::isBefore).orElse(opened);
        var page = new Page(account, query, keys);
        for (var daysRead = 0; daysRead < MAX_DAYS && !day.isBefore(first); daysRead++) {
            if (page.isFullAfter(day)) {
                return page.withMore();
            }
            day = day.minusDays(1);
        }
        return new RecordPage(page.records, day.isBefore(first) ? null : endOf(day));
    }

    /** A page while it is being read. */
    private final class Page {

        final List<UsageRecord> records = new ArrayList<>();
        private final AccountId account;
        private final RecordQuery query;
        private final KeyLabels keys;
        private @Nullable RequestId reached;
        private int recordsRead;

        Page(AccountId account, RecordQuery query, KeyLabels keys) {
            this.account = account;
            this.query = query;
            this.keys = keys;
        }

        /** Adds the records of a day. Returns whether the page ends there, although there are more. */
        boolean isFullAfter(LocalDate day) {
            reached = query.page().before();
            while (true) {
                var size = query.filter().isEmpty() ? query.page().limit() + 1 - records.size() : FILTERED_BLOCK;
                var block = log.newest(account, day, reached, size);
                for (var record : block) {
                    if (query.filter().accepts(record, keys)) {
                        if (records.size() == query.page().limit()) {
                            return true;
                        }
                        records.add(record);
                    }
                    reached = record.holdKey().request();
                }
                recordsRead += block.size();
                if (block.size() < size) {
                    return false;
                }
                if (recordsRead >= MAX_RECORDS_READ) {
                    return true;
                }
            }
        }

        RecordPage withMore() {
            return new RecordPage(records, reached);
        }
    }

    /** Returns an id that no request has and that is newer than every request of {@code day}. */
    private static RequestId endOf(LocalDate day) {
        return RequestId.of(startOf(day.plusDays(1)), 0);
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static LocalDate utcDay(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
