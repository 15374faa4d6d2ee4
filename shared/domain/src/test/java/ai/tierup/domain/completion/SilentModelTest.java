package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ChatFixture.saying;
import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static ai.tierup.domain.completion.ScriptedUpstream.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.completion.ScriptedUpstream.Step;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.ReasoningDelta;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.ToolCallDelta;
import ai.tierup.domain.upstream.UpstreamEvent.Usage;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a model may be silent before another one is asked, on a clock that only the scripts move. */
class SilentModelTest {

    private static final Duration FIRST_TOKEN = Duration.ofSeconds(12);
    private static final Duration END = Duration.ofSeconds(3);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Usage USAGE = new Usage(new TokenUsage(7, 3, 0), Money.ofUsd("0.0003"));

    private final ChatFixture chat = new ChatFixture(Money.ofUsd("25"));
    private final Instant start = chat.clock.instant();

    private static String slug(TierId tier, int index) {
        return ChatFixture.tier(tier).candidates().get(index).slug();
    }

    private void first(Step... steps) {
        chat.upstream.script(slug(TierId.TIER_2, 0), steps);
    }

    private void secondAnswers() {
        chat.upstream.script(
                slug(TierId.TIER_2, 1),
                say(new TextDelta("here")),
                say(new Finished(FinishReason.STOP)),
                say(USAGE),
                say(new Ended()));
    }

    private UsageRecord ask(boolean stream) {
        return ((ChatEnd.Settled) chat.complete(saying(TierId.TIER_2, "Hi", stream))).record();
    }

    private Duration elapsed() {
        return Duration.between(start, chat.clock.instant());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNextCandidateIsAskedWhenTheFirstTokenIsLate(boolean stream) {
        first(silence(HOUR));
        secondAnswers();

        var record = ask(stream);

        assertThat(chat.sink.text()).isEqualTo("here");
        assertThat(elapsed()).isEqualTo(FIRST_TOKEN);
        assertThat(record.consumption().candidate()).isEqualTo(slug(TierId.TIER_2, 1));
        assertThat(record.costs().upstream()).isGreaterThan(Money.ofUsd("0.0003"));
    }

    @ParameterizedTest
    @CsvSource({"TIER_1, 12", "TIER_2, 12", "TIER_3, 12", "TIER_4, 45"})
    void aTierThatSellsReasoningWaitsLonger(TierId tier, int seconds) {
        chat.upstream.script(slug(tier, 0), silence(HOUR));
        chat.upstream.script(slug(tier, 1), say(new Finished(FinishReason.STOP)), say(new Ended()));

        chat.complete(saying(tier, "Hi"));

        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void eventsThatAreNoTokensDoNotExtendTheTime() {
        var pings = Collections.nCopies(30, new Step[] {say(USAGE), silence(Duration.ofSeconds(1))});
        first(pings.stream().flatMap(Arrays::stream).toArray(Step[]::new));
        secondAnswers();

        ask(true);

        assertThat(chat.sink.text()).isEqualTo("here");
        assertThat(elapsed()).isEqualTo(FIRST_TOKEN);
    }

    /** The ways in which the first candidate fails, and what it does if it is asked again. */
    private static Stream<Arguments> failures() {
        var refused = say(Failed.reported(UpstreamFailure.INVALID_REQUEST));
        var silent = silence(HOUR);
        return Stream.of(
                arguments(List.of(silent), List.of(silent)),
                arguments(List.of(silence(Duration.ofSeconds(20)), say(new TextDelta("late")), silent), List.of()),
                arguments(List.of(silence(Duration.ofSeconds(11)), refused), List.of(silent)),
                arguments(
                        List.of(silence(Duration.ofSeconds(11)), refused),
                        List.of(silence(Duration.ofSeconds(2)), refused)),
                arguments(List.of(say(USAGE), silence(Duration.ofSeconds(11)), say(USAGE), silent), List.of()),
                arguments(
                        List.of(silence(Duration.ofSeconds(11)), say(Failed.reported(UpstreamFailure.UNAVAILABLE))),
                        List.of()),
                arguments(List.of(silence(FIRST_TOKEN.minusMillis(1)), say(new Ended())), List.of()));
    }

    /** The second candidate answers at once, but its stream has no end. */
    @ParameterizedTest
    @MethodSource("failures")
    void aFailingCandidateCostsNoMoreThanTheFirstTokenTime(List<Step> steps, List<Step> stepsAgain) {
        for (var stream : List.of(true, false)) {
            var chat = new ChatFixture(Money.ofUsd("25"));
            var begun = chat.clock.instant();
            chat.upstream
                    .script(slug(TierId.TIER_2, 0), steps.toArray(Step[]::new))
                    .then(slug(TierId.TIER_2, 0), stepsAgain.toArray(Step[]::new))
                    .script(
                            slug(TierId.TIER_2, 1),
                            say(new TextDelta("here")),
                            say(new Finished(FinishReason.STOP)),
                            silence(HOUR));

            chat.complete(tuned(stream));

            assertThat(chat.sink.text()).isEqualTo("here");
            assertThat(Duration.between(begun, chat.clock.instant())).isLessThanOrEqualTo(FIRST_TOKEN.plus(END));
        }
    }

    /** A request with a setting that can be left out, so that a candidate which refuses it is asked again. */
    private static ChatRequest tuned(boolean stream) {
        var plain = saying(TierId.TIER_2, "Hi", stream);
        var sampling = new Sampling(0.5, null, null, null, null, List.of(), null, null);
        var conversation = new Conversation(
                plain.conversation().messages(), List.of(), null, null, new ResponseFormat.Text(), sampling);
        return plain.with(conversation);
    }

    @Test
    void reasoningExtendsTheTime() {
        first(
                silence(Duration.ofSeconds(11)),
                say(new ReasoningDelta("Hm")),
                silence(Duration.ofSeconds(11)),
                say(new TextDelta("late")),
                say(new Finished(FinishReason.STOP)),
                say(new Ended()));

        ask(true);

        assertThat(chat.sink.text()).isEqualTo("late");
    }

    @Test
    void whatIsWantedWholeMovesOnWhenItStallsMidway() {
        first(say(new TextDelta("Hel")), silence(HOUR));
        secondAnswers();

        ask(false);

        assertThat(chat.sink.text()).isEqualTo("here");
        assertThat(elapsed()).isEqualTo(FIRST_TOKEN);
    }

    @Test
    void theClientsPartOfAnAnswerIsWaitedForLonger() {
        first(say(new TextDelta("Hel")), silence(Duration.ofSeconds(59)), say(new TextDelta("lo")), silence(HOUR));
        secondAnswers();

        var record = ask(true);

        assertThat(chat.sink.text()).isEqualTo("Hello");
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(59 + 60));
        assertThat(record.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(chat.sink.refusal)
                .isEqualTo(new ChatRefusal.AnswerInterrupted(UpstreamFailure.SILENT, record.cost(), Money.ZERO));
    }

    @Test
    void aToolCallInPiecesIsWaitedForLonger() {
        first(
                say(new ToolCallDelta(0, "u1", "write", "{")),
                silence(Duration.ofSeconds(50)),
                say(new ToolCallDelta(0, null, null, "}")),
                say(new Finished(FinishReason.TOOL_CALLS)),
                say(new Ended()));

        ask(false);

        assertThat(chat.sink.finish).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void theTimeThatAClientTakesIsNotTheModels() {
        first(say(new TextDelta("a")), say(new TextDelta("b")), say(new Finished(FinishReason.STOP)), say(new Ended()));
        chat.timeLeft = HOUR.multipliedBy(3);
        chat.sink.onDelta = () -> chat.clock.pass(HOUR);

        ask(true);

        assertThat(chat.sink.finish).isEqualTo(FinishReason.STOP);
    }

    @Test
    void anAnswerWithItsFinishReasonIsNotKeptForTheEndOfItsStream() {
        first(say(new TextDelta("done")), say(new Finished(FinishReason.STOP)), silence(HOUR));

        var record = ask(false);

        assertThat(chat.sink.finish).isEqualTo(FinishReason.STOP);
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(3));
        assertThat(record.cost()).isGreaterThan(Money.ZERO);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void silenceOfAllCandidatesCostsTheCustomerNothing(boolean stream) {
        first(say(new ReasoningDelta("Hm")), silence(HOUR));
        chat.upstream.script(slug(TierId.TIER_2, 1), silence(HOUR));

        var record = ask(stream);

        assertThat(chat.sink.refusal).isEqualTo(new ChatRefusal.UpstreamSilent());
        assertThat(elapsed()).isEqualTo(FIRST_TOKEN.multipliedBy(2));
        assertThat(record.cost()).isEqualTo(Money.ZERO);
        assertThat(record.costs().upstream()).isGreaterThan(Money.ZERO);
        assertThat(chat.wallet().cash()).isEqualTo(Money.ofUsd("25"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerWithoutAFinishReasonIsNotTakenForAWholeOne(boolean stream) {
        first(say(new TextDelta("Hel")), say(USAGE), say(new Ended()));
        secondAnswers();

        var record = ask(stream);

        assertThat(chat.sink.text()).isEqualTo(stream ? "Hel" : "here");
        assertThat(chat.sink.finish).isEqualTo(stream ? null : FinishReason.STOP);
        assertThat(record.cost()).isGreaterThan(Money.ZERO);
        assertThat(chat.wallet().cash()).isEqualTo(Money.ofUsd("25").minus(record.cost()));
    }
}
