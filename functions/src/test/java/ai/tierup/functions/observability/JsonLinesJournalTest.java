package ai.tierup.functions.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.books.AuditWallets;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.Sweep;
import ai.tierup.domain.wallet.Alarms.Alarm;
import ai.tierup.domain.wallet.RequestId;
import ai.tierup.openai.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonLinesJournalTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Journal journal = new JsonLinesJournal(
            new PrintStream(out, true, UTF_8), InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z")));

    @Test
    void aRefusedRequestIsOneLine() {
        journal.ended(new ChatReport(
                new RequestId("0123456789abcdef"),
                TierId.TIER_2,
                ErrorCode.INSUFFICIENT_QUOTA,
                null,
                Optional.empty()));

        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        "{\"at\":\"2026-11-24T12:00:00Z\",\"event\":\"chat_ended\",\"request_id\":\"req_0123456789abcdef\","
                                + "\"tier\":\"tier-2\",\"status\":402,\"code\":\"insufficient_quota\"}\n");
    }

    @Test
    void aSweepIsOneLine() {
        journal.swept(new Sweep(3, 2, 1, new Money(150), new Money(4_000), false));

        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        "{\"at\":\"2026-11-24T12:00:00Z\",\"event\":\"swept\",\"accounts\":3,\"ended\":2,\"failures\":1,"
                                + "\"charged_nano_usd\":150,\"lost_nano_usd\":4000,\"complete\":false}\n");
    }

    @Test
    void anAuditIsOneLineThatNamesTheFirstWhoFailed() {
        journal.audited(new AuditWallets.Report(
                17, 1, Optional.of(new AccountId("load-03")), List.of("what a row says is not logged"), true));

        assertThat(out.toString(UTF_8))
                .isEqualTo("{\"at\":\"2026-11-24T12:00:00Z\",\"event\":\"audited\",\"account\":\"load-03\","
                        + "\"accounts\":17,\"failures\":1,\"complete\":true}\n");
    }

    @Test
    void anAlarmIsOneLineWhateverItsSubject() {
        journal.raise(Alarm.INTERNAL_ERROR, "two\nlines");

        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "{\"at\":\"2026-11-24T12:00:00Z\",\"event\":\"alarm\",\"alarm\":\"INTERNAL_ERROR\",\"subject\":\"two\\nlines\"}");
    }
}
