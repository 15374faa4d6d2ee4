package ai.tierup.domain.usage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Purse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract of {@link UsageLog}. */
public abstract class UsageLogContract {

    private static int accounts;

    private final AccountId account = new AccountId("log-" + ++accounts);

    protected abstract UsageLog log();

    private UsageRecord full(Instant time, LocalDate day, long cost) {
        return new UsageRecord(
                new SettledHold(
                        account,
                        new HoldKey(RequestId.of(time, cost), 2),
                        day,
                        TierId.TIER_3,
                        Purse.GRANT,
                        Purse.GRANT.pool(),
                        new Money(9_876),
                        17),
                new UsageRecord.Request(time, new KeyId("key_7"), new Channel("responses", true)),
                Outcome.ANSWERED,
                FinishReason.STOP,
                new UsageRecord.Consumption(
                        new TokenUsage(41, 12, 5, 30), TokenSource.COUNTED, "north/alpha", new TokenUsage(37, 15, 8)),
                new Costs(new Money(cost), new Money(6), new Money(99)),
                Money.ZERO,
                new UsageRecord.Timing(Duration.ofMillis(1234), Duration.ofMillis(56)));
    }

    private UsageRecord at(String time, long cost) {
        var instant = Instant.parse(time);
        return full(instant, LocalDate.ofInstant(instant, ZoneOffset.UTC), cost);
    }

    private UsageRecord sparse() {
        return new UsageRecord(
                new SettledHold(
                        account,
                        new HoldKey(RequestId.of(Instant.parse("2026-11-24T01:00:00Z"), 1), 0),
                        LocalDate.parse("2026-11-24"),
                        TierId.TIER_1,
                        Purse.FREE,
                        Purse.FREE.pool(),
                        null,
                        3),
                new UsageRecord.Request(Instant.parse("2026-11-24T01:00:00Z"), null, null),
                Outcome.EXPIRED,
                null,
                UsageRecord.Consumption.UNKNOWN,
                Costs.NONE,
                Money.ZERO,
                UsageRecord.Timing.UNKNOWN);
    }

    @Test
    void everyFieldIsKept() {
        var record = at("2026-11-24T12:00:00Z", 100);

        assertThat(log().append(record)).isEqualTo(record);
        assertThat(log().find(account, record.holdKey().request())).contains(record);
        assertThat(log().append(sparse())).isEqualTo(sparse());
        assertThat(log().find(account, sparse().holdKey().request())).contains(sparse());
    }

    @Test
    void theFirstRecordStands() {
        var first = at("2026-11-24T12:00:00Z", 100);
        var second = new UsageRecord(
                new SettledHold(
                        account,
                        first.holdKey(),
                        first.day(),
                        first.hold().tier(),
                        Purse.GRANT,
                        Purse.GRANT.pool(),
                        new Money(9_876),
                        18),
                new UsageRecord.Request(first.request().createdAt(), null, null),
                Outcome.EXPIRED,
                null,
                UsageRecord.Consumption.UNKNOWN,
                Costs.NONE,
                Money.ZERO,
                UsageRecord.Timing.UNKNOWN);
        log().append(first);

        assertThat(log().append(second)).isEqualTo(first);
        assertThat(log().ofDay(account, first.day())).containsExactly(first);
    }

    @Test
    void aRecordIsFoundOnTheDayBeforeOrAfterItsId() {
        var ahead = full(Instant.parse("2026-11-24T23:59:59Z"), LocalDate.parse("2026-11-25"), 1);
        var behind = full(Instant.parse("2026-11-24T00:00:01Z"), LocalDate.parse("2026-11-23"), 2);
        log().append(ahead);
        log().append(behind);

        assertThat(log().find(account, ahead.holdKey().request())).contains(ahead);
        assertThat(log().find(account, behind.holdKey().request())).contains(behind);
        assertThat(log().find(account, RequestId.of(Instant.EPOCH, 5))).isEmpty();
    }

    @Test
    void anotherAccountFindsNothing() {
        var record = at("2026-11-24T12:00:00Z", 100);
        log().append(record);
        var other = new AccountId("stranger-" + account.value());

        assertThat(log().find(other, record.holdKey().request())).isEmpty();
        assertThat(log().ofDay(other, record.day())).isEmpty();
        assertThat(log().newest(other, record.day(), null, 10)).isEmpty();
    }

    @Test
    void recordsBeforeTheCursorAreReturnedNewestFirst() {
        var day = LocalDate.parse("2026-11-24");
        var morning = at("2026-11-24T06:00:00Z", 1);
        var noon = at("2026-11-24T12:00:00Z", 2);
        var evening = at("2026-11-24T18:00:00Z", 3);
        var tomorrow = at("2026-11-25T06:00:00Z", 4);
        List.of(noon, tomorrow, morning, evening).forEach(log()::append);

        assertThat(log().newest(account, day, null, 2)).containsExactly(evening, noon);
        assertThat(log().newest(account, day, noon.holdKey().request(), 5)).containsExactly(morning);
        assertThat(log().newest(account, day, morning.holdKey().request(), 5)).isEmpty();
        assertThat(log().ofDay(account, day)).containsExactly(morning, noon, evening);
        assertThat(log().ofDayAfter(account, day, morning.holdKey().request())).containsExactly(noon, evening);
        assertThat(log().ofDayAfter(account, day, RequestId.of(noon.request().createdAt(), 1)))
                .containsExactly(noon, evening);
        assertThat(log().ofDayAfter(account, day, evening.holdKey().request())).isEmpty();
    }
}
