package ai.tierup.functions.usage;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.books.ReadUsage;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.functions.support.gateway.GatewayRequest;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the usage that a request for an export asks for: one row for each request, or the sums of each day and group. */
@Singleton
public final class UsageExports {

    private static final int MAX_ROWS = 1_000_000;

    private final UsageLog log;
    private final ReadUsage usage;
    private final ApiKeys keys;
    private final Accounts accounts;
    private final InstantSource clock;

    UsageExports(UsageLog log, ReadUsage usage, ApiKeys keys, Accounts accounts, InstantSource clock) {
        this.log = log;
        this.usage = usage;
        this.keys = keys;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @throws BadRequest if a parameter is invalid */
    public UsageExport read(GatewayRequest request, AccountId account) {
        var query = UsageQuery.read(request, today());
        var limit = limit(request);
        var isOfSums = request.parameter("group_by").isPresent();
        var last = request.parameter("after").map(id -> lastRow(account, query, id));
        if (isOfSums && last.isPresent()) {
            throw invalid("after", "Only an export of requests can be continued. Leave out \"after\" or \"group_by\".");
        }
        var labels = KeyLabels.of(keys, account);
        var export = isOfSums
                ? sums(account, query, SumRows.of(UsageQuery.groupings(request), labels))
                : records(account, query, last, labels);
        return new UsageExport(
                query.from(), query.to(), export.columns(), export.rows().limit(limit));
    }

    private static int limit(GatewayRequest request) {
        var text = request.parameter("limit").orElse(Integer.toString(MAX_ROWS));
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_ROWS) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Refused like a number that is too large.
        }
        throw invalid("limit", "Send a whole number from 1 to " + MAX_ROWS + ".");
    }

    private UsageRecord lastRow(AccountId account, UsageQuery query, String id) {
        var found = RequestId.parsePublic(id)
                .flatMap(request -> log.find(account, request))
                .orElseThrow(() -> invalid(
                        "after",
                        "This account has no request with this id, or its record is no longer kept. Send the id of the"
                                + " last row that you have."));
        if (found.day().isBefore(query.from()) || found.day().isAfter(query.to())) {
            throw invalid(
                    "after", "This request is not between \"from\" and \"to\". Send them as in the first export.");
        }
        return found;
    }

    private UsageExport records(AccountId account, UsageQuery query, Optional<UsageRecord> after, KeyLabels labels) {
        var opened = accounts.find(account).map(Account::createdAt).map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
        var from = after.map(UsageRecord::day)
                .or(() -> opened.filter(query.from()::isBefore))
                .orElse(query.from());
        // A record can be one day ahead if the clock that placed its hold was fast.
        var tomorrow = today().plusDays(1);
        var to = query.to().isBefore(tomorrow) ? query.to() : tomorrow;
        var days = from.isAfter(to) ? Stream.<LocalDate>empty() : from.datesUntil(to.plusDays(1));
        var rows = days.flatMap(day -> after.filter(last -> last.day().equals(day))
                        .map(last -> log.ofDayAfter(account, day, last.holdKey().request()))
                        .orElseGet(() -> log.ofDay(account, day)))
                .filter(record -> query.filter().accepts(record, labels))
                .map(record -> RecordRows.row(record, labels));
        return new UsageExport(query.from(), query.to(), RecordRows.COLUMNS, rows);
    }

    private UsageExport sums(AccountId account, UsageQuery query, SumRows rows) {
        query.filter().requireOnlyDimensions();
        var days = usage.days(account, query.from(), query.to())
                .map(day -> query.filter().of(day, rows.labels()));
        return new UsageExport(query.from(), query.to(), rows.columns(), rows.of(days));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static BadRequest invalid(String parameter, String advice) {
        return new BadRequest(ApiErrors.invalidValue(parameter, advice));
    }
}
