package ai.tierup.domain.repeat;

import static ai.tierup.domain.repeat.Dialogues.assistant;
import static ai.tierup.domain.repeat.Dialogues.user;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.InputSize;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.tier.TierId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store that takes its time. Work is done only when a test says so, and nobody waits longer than a millisecond. */
@Timeout(60)
class SlowMarkersTest {

    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final Conversation OPENING = Dialogues.of(user("u".repeat(2_000)));
    private static final Served SERVED = new Served("north/alpha", 3, 2_007, assistant("Yes"), 7);

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<String> alarms = new ArrayList<>();
    private final RepeatedInput input = new RepeatedInput(
            () -> "0123456789abcdef".getBytes(UTF_8),
            new InMemoryMarkers(),
            new TokenCounter((text, limit) -> text.length()),
            waiting::add,
            (alarm, subject) -> alarms.add(alarm + " " + subject),
            InstantSource.fixed(Instant.parse("2026-11-29T12:00:00Z")),
            new RepeatRules(Duration.ofMillis(1), Duration.ofMillis(1)));

    private Recognition recognise() {
        return input.recognise(ACCOUNT, TierId.TIER_2, OPENING, InputSize.of(OPENING));
    }

    private void work() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private void serveOnce() {
        var first = recognise();
        work();
        first.remember(SERVED);
        work();
        first.awaitMarkers();
    }

    @Test
    void whatIsFoundAfterTheModelWasAskedStillCountsForThePrice() {
        serveOnce();

        var second = recognise();
        assertThat(second.dialogue()).as("too late to choose a candidate").isEqualTo(Dialogue.UNKNOWN);
        assertThat(second.repeatedTokens()).isZero();
        work();

        assertThat(second.repeatedTokens()).isEqualTo(2_007);
        second.remember(SERVED);
        work();
        second.awaitMarkers();
        assertThat(alarms).isEmpty();
    }

    @Test
    void aLookupThatHasNotEndedWithTheAnswerCostsTheDiscountAndRaisesAnAlarm() {
        serveOnce();

        var second = recognise();
        assertThat(second.dialogue()).isEqualTo(Dialogue.UNKNOWN);
        assertThat(second.repeatedTokens()).isZero();
        second.remember(SERVED);
        second.awaitMarkers();

        assertThat(alarms).containsExactly("MARKERS_UNAVAILABLE java.util.concurrent.TimeoutException");
    }

    @Test
    void markersThatAreWrittenTooSlowlyRaiseAnAlarmAndAreStillWritten() {
        var first = recognise();
        work();
        first.remember(SERVED);

        first.awaitMarkers();

        assertThat(alarms).containsExactly("MARKERS_UNAVAILABLE java.util.concurrent.TimeoutException");
        work();
        var second = recognise();
        work();
        assertThat(second.repeatedTokens()).isEqualTo(2_007);
    }

    @Test
    void aKeyThatCannotBeReadCostsTheDiscountAndRaisesAnAlarm() {
        var keyless = new RepeatedInput(
                () -> {
                    throw new IllegalStateException("No secrets");
                },
                new InMemoryMarkers(),
                new TokenCounter((text, limit) -> text.length()),
                Runnable::run,
                (alarm, subject) -> alarms.add(alarm + " " + subject),
                InstantSource.fixed(Instant.EPOCH),
                RepeatRules.STANDARD);

        var recognition = keyless.recognise(ACCOUNT, TierId.TIER_2, OPENING, InputSize.of(OPENING));

        assertThat(recognition.dialogue()).isEqualTo(Dialogue.UNKNOWN);
        recognition.remember(SERVED);
        recognition.awaitMarkers();
        assertThat(alarms).containsExactly("MARKERS_UNAVAILABLE java.lang.IllegalStateException");
    }
}
