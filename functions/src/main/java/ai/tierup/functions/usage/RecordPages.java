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
import org.jspecify.annotations.Nullable;

/**
 * Pages through an account's records, backwards day by day. A page reads at most 31 days. If they have few records, the page is short or
 * empty, and its cursor continues from there.
 */
@Singleton
final class RecordPages {

    private static final int MAX_DAYS = 31;

    private final UsageLog log;
    private final Accounts accounts;
    private final InstantSource clock;

    RecordPages(UsageLog log, Accounts accounts, InstantSource clock) {
        this.log = log;
        this.accounts = accounts;
        this.clock = clock;
    }

    RecordPage page(AccountId account, int limit, @Nullable RequestId before) {
        var newest = before == null ? clock.instant() : before.time();
        // A record has the day of its hold, which can be one day ahead if the clock that placed the hold was fast.
        var day = utcDay(newest).plusDays(1);
        var first = accounts.find(account)
                .map(Account::createdAt)
                .map(RecordPages::utcDay)
                .orElse(day);
        var records = new ArrayList<UsageRecord>();
        for (var daysRead = 0; daysRead < MAX_DAYS && !day.isBefore(first); daysRead++) {
            records.addAll(log.newest(account, day, before, limit + 1 - records.size()));
            if (records.size() > limit) {
                var page = records.subList(0, limit);
                return new RecordPage(page, page.getLast().holdKey().request());
            }
            day = day.minusDays(1);
        }
        return new RecordPage(records, day.isBefore(first) ? null : endOf(day));
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
