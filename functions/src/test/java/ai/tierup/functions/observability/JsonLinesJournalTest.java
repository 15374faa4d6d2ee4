package ai.tierup.functions.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Alarms.Alarm;
import ai.tierup.domain.wallet.RequestId;
import ai.tierup.openai.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
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
    void anAlarmIsOneLineWhateverItsSubject() {
        journal.raise(Alarm.INTERNAL_ERROR, "two\nlines");

        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "{\"at\":\"2026-11-24T12:00:00Z\",\"event\":\"alarm\",\"alarm\":\"INTERNAL_ERROR\",\"subject\":\"two\\nlines\"}");
    }
}
