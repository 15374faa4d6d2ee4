package ai.tierup.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of every {@link AuditLog}. */
public abstract class AuditLogContract {

    private static int accounts;

    private final int number = ++accounts;
    private final AccountId account = new AccountId("audited-" + number);
    private final AccountId other = new AccountId("audited-other-" + number);
    private final LocalDate day = LocalDate.EPOCH.plusDays(20_000 + number);

    protected abstract AuditLog log();

    private AuditEvent add(@Nullable AccountId of, String time, AuditAction action) {
        var id = AuditEventId.of(Instant.parse(day + "T" + time + "Z"), 7);
        var origin = new Origin(Actor.SESSION, Network.of("192.0.2.7").orElseThrow());
        var event = new AuditEvent(id, of, origin, action, "key_1");
        log().add(event);
        return event;
    }

    @Test
    void anAccountsEventsAreListedNewestFirst() {
        var first = add(account, "00:00:00", AuditAction.ACCOUNT_OPENED);
        var second = add(account, "12:00:00", AuditAction.KEY_CREATED);
        add(other, "13:00:00", AuditAction.KEY_CREATED);
        var third = add(account, "23:59:59.999", AuditAction.KEY_REVOKED);

        assertThat(log().newest(account, null, 10)).containsExactly(third, second, first);
        assertThat(log().newest(account, null, 2)).containsExactly(third, second);
        assertThat(log().newest(account, third.id(), 1)).containsExactly(second);
        assertThat(log().newest(account, first.id(), 10)).isEmpty();
    }

    @Test
    void theEventsAfterAnIdAreListedOldestFirst() {
        var first = add(account, "00:00:00", AuditAction.ACCOUNT_OPENED);
        var second = add(account, "12:00:00", AuditAction.KEY_CREATED);
        add(other, "13:00:00", AuditAction.KEY_CREATED);
        var third = add(account, "23:59:59.999", AuditAction.KEY_REVOKED);
        var midnight = Instant.parse(day + "T00:00:00Z");

        assertThat(log().after(account, AuditEventId.of(midnight, 0), 10)).containsExactly(first, second, third);
        assertThat(log().after(account, first.id(), 1)).containsExactly(second);
        assertThat(log().after(account, third.id(), 10)).isEmpty();
    }

    @Test
    void anEventIsNeverChanged() {
        var event = add(account, "12:00:00", AuditAction.KEY_CREATED);

        log().add(new AuditEvent(event.id(), account, Origin.OPERATOR, AuditAction.KEY_REVOKED, "key_2"));

        assertThat(log().newest(account, null, 10)).containsExactly(event);
        assertThat(log().ofDay(day)).containsExactly(event);
    }

    @Test
    void aDayHasTheEventsOfAllAccountsAndOfNone() {
        var opened = add(account, "00:00:00", AuditAction.ACCOUNT_OPENED);
        var published = add(null, "12:00:00", AuditAction.TIERS_PUBLISHED);
        var revoked = add(other, "23:59:59.999", AuditAction.KEY_REVOKED);

        assertThat(log().ofDay(day)).containsExactly(opened, published, revoked);
        assertThat(log().ofDay(day.minusDays(1))).doesNotContain(opened);
    }

    @Test
    void anEventWithoutANetworkIsReadAsItWasWritten() {
        var event = new AuditEvent(
                AuditEventId.of(Instant.parse(day + "T01:00:00Z"), 1),
                account,
                Origin.SERVICE,
                AuditAction.ENTRY_BOOKED,
                "ent_1");

        log().add(event);

        assertThat(log().newest(account, null, 1)).containsExactly(event);
    }
}
