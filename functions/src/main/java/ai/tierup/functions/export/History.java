package ai.tierup.functions.export;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.audit.AuditEvent;
import ai.tierup.domain.audit.AuditLog;
import ai.tierup.domain.books.Books;
import ai.tierup.domain.books.Row;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.domain.payment.TopUpOrders;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.functions.auditlog.AuditEventBody;
import ai.tierup.functions.support.gateway.ListBody.Item;
import ai.tierup.functions.topup.TopUpBody;
import ai.tierup.functions.usage.RecordBody;
import ai.tierup.functions.wallet.EntryBody;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes what has happened on an account. Reads page by page, so that its memory does not grow with the account. */
@Singleton
final class History {

    private static final int PAGE = 100;

    /** Usage records are deleted after this time. */
    private static final int USAGE_DAYS = 400;

    private final Books books;
    private final TopUpOrders topUps;
    private final UsageLog usage;
    private final AuditLog auditLog;

    History(Books books, TopUpOrders topUps, UsageLog usage, AuditLog auditLog) {
        this.books = books;
        this.topUps = topUps;
        this.usage = usage;
        this.auditLog = auditLog;
    }

    void write(JsonGenerator json, Account account, Instant now) throws IOException {
        var id = account.id();
        array(json, "wallet_entries", books.entries(id).map(Row::content), EntryBody::write);
        array(json, "statements", books.statements(id).stream().map(Row::content), StatementBody::write);
        array(
                json,
                "top_ups",
                pages(before -> topUps.newest(id, before.orElse(null), PAGE), TopUpOrder::id),
                TopUpBody::write);
        array(
                json,
                "usage_records",
                days(account, now).flatMap(day -> usage.ofDay(id, day)),
                (JsonGenerator item, UsageRecord used) -> RecordBody.write(item, used));
        array(
                json,
                "audit_events",
                pages(before -> auditLog.newest(id, before.orElse(null), PAGE), AuditEvent::id),
                AuditEventBody::write);
    }

    /** Returns the days on which the account may have records. A record can be one day ahead if the clock that placed its hold was fast. */
    private static Stream<LocalDate> days(Account account, Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var opened = LocalDate.ofInstant(account.createdAt(), ZoneOffset.UTC);
        var oldest = today.minusDays(USAGE_DAYS);
        return (opened.isAfter(oldest) ? opened : oldest).datesUntil(today.plusDays(2));
    }

    /** Reads page after page until one is empty. */
    private static <T, C> Stream<T> pages(Function<Optional<C>, List<T>> read, Function<T, C> cursor) {
        return Stream.iterate(
                        read.apply(Optional.empty()),
                        page -> !page.isEmpty(),
                        page -> read.apply(Optional.of(cursor.apply(page.getLast()))))
                .flatMap(List::stream);
    }

    private static <T> void array(JsonGenerator json, String name, Stream<T> items, Item<T> body) throws IOException {
        json.writeArrayFieldStart(name);
        items.forEachOrdered(item -> {
            try {
                body.write(json, item);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        json.writeEndArray();
    }
}
