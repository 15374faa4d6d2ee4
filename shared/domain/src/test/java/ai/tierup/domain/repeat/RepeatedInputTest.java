package ai.tierup.domain.repeat;

import static ai.tierup.domain.repeat.Dialogues.assistant;
import static ai.tierup.domain.repeat.Dialogues.system;
import static ai.tierup.domain.repeat.Dialogues.user;
import static ai.tierup.domain.repeat.Dialogues.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.completion.MovableClock;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.InputSize;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.tier.TierId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The meter counts a token a letter, so that conversations of any size are easy to write. */
class RepeatedInputTest {

    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final Message SYSTEM = system("s".repeat(2_000));
    private static final Conversation OPENING = Dialogues.of(SYSTEM, user("u".repeat(500)));
    private static final Message ANSWER = assistant("An answer");
    private static final Duration MILLI = Duration.ofMillis(1);

    private final MovableClock clock = new MovableClock("2026-11-29T12:00:00Z");
    private final CountingMarkers markers = new CountingMarkers();
    private final List<String> alarms = new ArrayList<>();
    private final RepeatedInput input = over(markers);

    private RepeatedInput over(Markers store) {
        return new RepeatedInput(
                () -> "0123456789abcdef".getBytes(UTF_8),
                store,
                new TokenCounter((text, limit) -> text.length()),
                Runnable::run,
                (alarm, subject) -> alarms.add(alarm + " " + subject),
                clock,
                RepeatRules.STANDARD);
    }

    private static final class CountingMarkers implements Markers {

        private final Markers memory = new InMemoryMarkers();
        private final List<Integer> reads = new ArrayList<>();
        private final List<Integer> writes = new ArrayList<>();

        @Override
        public void put(AccountId account, Collection<Marker> fresh) {
            writes.add(fresh.size());
            memory.put(account, fresh);
        }

        @Override
        public List<Marker> find(AccountId account, Collection<PrefixHash> prefixes) {
            reads.add(prefixes.size());
            return memory.find(account, prefixes);
        }
    }

    private Recognition recognise(Conversation conversation) {
        return input.recognise(ACCOUNT, TierId.TIER_2, conversation, InputSize.of(conversation));
    }

    /** The tokens of the first messages and of the request itself. */
    private static long tokens(Conversation conversation, int messages) {
        return 3
                + conversation.messages().stream()
                        .limit(messages)
                        .mapToLong(RepeatedInputTest::messageTokens)
                        .sum();
    }

    private static long messageTokens(Message message) {
        return message.parts().stream()
                .mapToLong(part -> 4 + ((Part.Text) part).text().length())
                .sum();
    }

    private static void serve(Recognition recognition, Conversation conversation, @Nullable Message answer) {
        serve(recognition, conversation, answer, "north/alpha");
    }

    private static void serve(
            Recognition recognition, Conversation conversation, @Nullable Message answer, String candidate) {
        var answerTokens = answer == null ? 0 : messageTokens(answer);
        var all = tokens(conversation, conversation.messages().size());
        recognition.remember(new Served(candidate, tokens(conversation, 1), all, answer, answerTokens));
        recognition.awaitMarkers();
    }

    /** The number of leading messages that are repeated; −1 if the tokens are those of no beginning. */
    private int repeatedMessages(Conversation conversation) {
        var repeated = recognise(conversation).repeatedTokens();
        return repeated == 0
                ? 0
                : IntStream.rangeClosed(1, conversation.messages().size())
                        .filter(messages -> tokens(conversation, messages) == repeated)
                        .findFirst()
                        .orElse(-1);
    }

    @Test
    void theNextTurnRepeatsTheRequestAndItsAnswer() {
        assertThat(repeatedMessages(OPENING)).isZero();
        serve(recognise(OPENING), OPENING, ANSWER);

        var next = with(OPENING, ANSWER, user("And then?"));

        assertThat(repeatedMessages(next)).as("system, user and answer").isEqualTo(3);
        assertThat(recognise(next).dialogue().lastCandidate()).isEqualTo("north/alpha");
        assertThat(recognise(next).repeatedTokens()).isEqualTo(3 + 2_004 + 504 + 13);
        assertThat(alarms).isEmpty();
    }

    @Test
    void aClientThatChangesTheAnswerStillRepeatsItsRequest() {
        serve(recognise(OPENING), OPENING, ANSWER);

        assertThat(repeatedMessages(with(OPENING, assistant("an answer"), user("And then?"))))
                .isEqualTo(2);
    }

    @Test
    void theSameRequestAgainIsRepeatedAsAWhole() {
        serve(recognise(OPENING), OPENING, null);

        assertThat(repeatedMessages(OPENING)).isEqualTo(2);
    }

    @Test
    void anotherConversationRepeatsTheSystemPromptOnlyIfItIsLongEnough() {
        serve(recognise(OPENING), OPENING, ANSWER);
        assertThat(repeatedMessages(Dialogues.of(SYSTEM, user("Another question"))))
                .isEqualTo(1);

        var brief = Dialogues.of(system("Be brief."), user("u".repeat(2_000)));
        var recognition = recognise(brief);
        recognition.remember(new Served("north/alpha", 16, 2_020, ANSWER, 13));

        assertThat(repeatedMessages(Dialogues.of(system("Be brief."), user("v".repeat(2_000)))))
                .isZero();
    }

    @Test
    void historyThatWasEditedInTheMiddleIsRepeatedUpToTheEdit() {
        var second = with(OPENING, ANSWER, user("And then?"));
        serve(recognise(OPENING), OPENING, ANSWER);
        serve(recognise(second), second, assistant("That."));

        var edited = with(OPENING, ANSWER, user("And now?"), assistant("That."), user("Why?"));

        assertThat(repeatedMessages(edited)).isEqualTo(3);
    }

    @Test
    void twoTurnsAtTheSameMomentDoNotRepeatEachOther() {
        var one = recognise(OPENING);
        var other = recognise(OPENING);
        serve(one, OPENING, ANSWER);
        serve(other, OPENING, assistant("Another answer"), "south/beta");

        assertThat(one.repeatedTokens()).isZero();
        assertThat(other.repeatedTokens()).isZero();
        assertThat(repeatedMessages(with(OPENING, ANSWER, user("?")))).isEqualTo(3);
        assertThat(repeatedMessages(with(OPENING, assistant("Another answer"), user("?"))))
                .isEqualTo(3);
    }

    @Test
    void tenMinutesAfterTheAnswerNothingIsRepeatedWhateverTheStoreStillHas() {
        serve(recognise(OPENING), OPENING, ANSWER);

        clock.pass(Duration.ofMinutes(10).minus(MILLI));
        assertThat(repeatedMessages(OPENING)).isEqualTo(2);

        clock.pass(MILLI);
        assertThat(repeatedMessages(OPENING)).isZero();
        assertThat(markers.memory.find(ACCOUNT, List.of())).isEmpty();
        assertThat(recognise(OPENING).dialogue().lastCandidate()).isNull();
    }

    @Test
    void everyTurnGivesTheConversationAnotherTenMinutes() {
        serve(recognise(OPENING), OPENING, ANSWER);
        clock.pass(Duration.ofMinutes(9));
        var second = with(OPENING, ANSWER, user("And then?"));
        serve(recognise(second), second, ANSWER);
        clock.pass(Duration.ofMinutes(9));

        assertThat(repeatedMessages(with(second, ANSWER, user("And then?")))).isEqualTo(5);
    }

    @Test
    void anotherAccountAndAnotherTierRepeatNothing() {
        serve(recognise(OPENING), OPENING, ANSWER);

        assertThat(input.recognise(new AccountId("stranger"), TierId.TIER_2, OPENING, InputSize.of(OPENING))
                        .repeatedTokens())
                .isZero();
        assertThat(input.recognise(ACCOUNT, TierId.TIER_4, OPENING, InputSize.of(OPENING))
                        .repeatedTokens())
                .isZero();
    }

    @Test
    void theLastCandidateIsTheOneOfTheLongestPart() {
        serve(recognise(OPENING), OPENING, ANSWER);
        var second = with(OPENING, ANSWER, user("And then?"));
        serve(recognise(second), second, ANSWER, "south/beta");

        assertThat(recognise(with(second, ANSWER, user("?"))).dialogue().lastCandidate())
                .isEqualTo("south/beta");
    }

    @Test
    void belowTheSmallestSizeNothingIsReadOrWritten() {
        var smallest = Dialogues.of(user("u".repeat(1_024 - 3 - 4)));
        var tooSmall = Dialogues.of(user("u".repeat(1_023 - 3 - 4)));

        var recognition = recognise(tooSmall);
        recognition.remember(new Served("north/alpha", 3, 1_023, ANSWER, 13));
        recognition.awaitMarkers();

        assertThat(recognition.dialogue()).isEqualTo(Dialogue.UNKNOWN);
        assertThat(markers.reads).isEmpty();
        assertThat(markers.writes).isEmpty();
        assertThat(recognise(smallest).dialogue().sessionTag()).isNotNull();
        assertThat(markers.reads).containsExactly(2);
    }

    @Test
    void aLongConversationIsLookedUpOnceAtItsStartAndItsLastThirtyTwoMessages() {
        var longest = OPENING;
        for (var turn = 0; turn < 100; turn++) {
            longest = with(longest, user("turn " + turn));
        }

        var recognition = recognise(longest);
        recognition.dialogue();
        recognition.repeatedTokens();

        assertThat(markers.reads).containsExactly(33);
    }

    @Test
    void twoMarkersAreWrittenAndAThirdForAStartThatHasNoFreshOne() {
        serve(recognise(OPENING), OPENING, ANSWER);
        clock.pass(Duration.ofMinutes(5).minus(MILLI));
        serve(recognise(OPENING), OPENING, ANSWER);
        clock.pass(MILLI);
        serve(recognise(OPENING), OPENING, ANSWER);
        serve(recognise(OPENING), OPENING, null);

        assertThat(markers.writes).containsExactly(3, 2, 3, 1);
    }

    @Test
    void aStoreThatFailsCostsTheDiscountAndRaisesAnAlarmAndTheRequestIsStillMarked() {
        var failing = new Markers() {

            @Override
            public void put(AccountId account, Collection<Marker> fresh) {
                markers.put(account, fresh);
            }

            @Override
            public List<Marker> find(AccountId account, Collection<PrefixHash> prefixes) {
                throw new IllegalStateException("The store is down");
            }
        };

        var recognition = over(failing).recognise(ACCOUNT, TierId.TIER_2, OPENING, InputSize.of(OPENING));

        assertThat(recognition.dialogue().lastCandidate()).isNull();
        assertThat(recognition.repeatedTokens()).isZero();
        serve(recognition, OPENING, ANSWER);
        assertThat(alarms).containsExactly("MARKERS_UNAVAILABLE java.lang.IllegalStateException");
        assertThat(repeatedMessages(OPENING)).isEqualTo(2);
    }

    @Test
    void markersThatCannotBeWrittenRaiseAnAlarm() {
        Function<String, Markers> broken = message -> new Markers() {

            @Override
            public void put(AccountId account, Collection<Marker> fresh) {
                throw new IllegalStateException(message);
            }

            @Override
            public List<Marker> find(AccountId account, Collection<PrefixHash> prefixes) {
                return List.of();
            }
        };

        serve(
                over(broken.apply("The store is down"))
                        .recognise(ACCOUNT, TierId.TIER_2, OPENING, InputSize.of(OPENING)),
                OPENING,
                ANSWER);

        assertThat(alarms).containsExactly("MARKERS_UNAVAILABLE java.lang.IllegalStateException");
    }
}
