package ai.tierup.domain.canary;

import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.completion.ChatFixture;
import ai.tierup.domain.completion.ChatRequest;
import ai.tierup.domain.completion.ScriptedUpstream.Step;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.JsonText;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Canary;
import ai.tierup.domain.tier.InMemoryTierCatalogue;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMove;
import ai.tierup.domain.tier.TierPointers;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.ToolCallDelta;
import ai.tierup.domain.upstream.UpstreamFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchCanaryTest {

    private static final String FIRST =
            ChatFixture.tier(TierId.TIER_2).candidates().getFirst().slug();
    private static final String SECOND =
            ChatFixture.tier(TierId.TIER_2).candidates().getLast().slug();
    private static final Step[] ANSWER = {
        say(new TextDelta("Hello")), say(new Finished(FinishReason.STOP)), say(new Ended())
    };

    private final ChatFixture chat = new ChatFixture(Money.ofUsd("25"));
    private final InMemoryTierCatalogue catalogue = new InMemoryTierCatalogue();
    private final List<Alarm> alarms = new ArrayList<>();
    private final InMemoryCanaryCounters written = new InMemoryCanaryCounters();
    private CanaryCounters counters = new AfterTheAnswer();
    private int revision;

    /** Counters that are only written to once the client has its answer. */
    private final class AfterTheAnswer implements CanaryCounters {

        @Override
        public CanaryCounts add(int to, CanaryCounts more, Instant now) {
            assertThat(chat.sink.finish != null || chat.sink.refusal != null).isTrue();
            return written.add(to, more, now);
        }

        @Override
        public CanaryCounts read(int of) {
            return written.read(of);
        }
    }

    /** Starts a canary that the fixture's account gets, or that it does not get. */
    private void startCanary(boolean isOurs) {
        catalogue.publish(TestTiers.mapping(1));
        catalogue.store(TestTiers.mapping(2));
        var canary = IntStream.rangeClosed(Canary.MIN_PERCENT, Canary.MAX_PERCENT)
                .mapToObj(percent -> new Canary(2, percent))
                .filter(each -> each.includes(ChatFixture.ACCOUNT.value()) == isOurs)
                .findFirst()
                .orElseThrow();
        var to = TierPointers.first(1).withCanary(canary);
        catalogue.move(TierPointers.first(1), new TierMove(to, "canary", "ada", Instant.EPOCH, "a test"));
        revision = to.revision();
    }

    private WatchCanary watchCanary() {
        return new WatchCanary(
                catalogue,
                counters,
                (text, schema) -> text.startsWith("{"),
                (alarm, subject) -> alarms.add(alarm),
                chat.clock);
    }

    private static ChatRequest saying(Conversation conversation) {
        return new ChatRequest(TierId.TIER_2, conversation, 1000, true, null, null);
    }

    private static Conversation conversation(List<Tool> tools, ResponseFormat format) {
        var said = ChatFixture.conversation(new Part.Text("Hi"));
        return new Conversation(said.messages(), tools, null, null, format, Sampling.DEFAULT);
    }

    private void ask(WatchCanary watch, ChatRequest request) {
        var call = chat.call(request);
        watch.watch(call, chat.sink, sink -> chat.completeChat.complete(call, sink));
    }

    private ArmCounts canaryAfter(Conversation conversation) {
        startCanary(true);
        ask(watchCanary(), saying(conversation));
        return written.read(revision).canary();
    }

    private ArmCounts canaryAfter(Step... steps) {
        chat.upstream.script(FIRST, steps);
        return canaryAfter(ChatFixture.conversation(new Part.Text("Hi")));
    }

    private static long bad(ArmCounts counts, Measure measure) {
        assertThat(counts.total(measure)).as(measure.publicName()).isEqualTo(1);
        return counts.atLeast(measure, 1);
    }

    @Test
    void withoutACanaryNothingIsCounted() {
        catalogue.publish(TestTiers.mapping(1));
        chat.upstream.script(FIRST, ANSWER);

        ask(watchCanary(), ChatFixture.saying(TierId.TIER_2, "Hi"));

        assertThat(chat.sink.text()).isEqualTo("Hello");
        assertThat(written.read(1)).isEqualTo(CanaryCounts.NONE);
    }

    @Test
    void aResultOfTheCanaryIsWrittenAtOnceAndAfterTheAnswer() {
        var canary = canaryAfter(ANSWER);

        assertThat(chat.sink.text()).isEqualTo("Hello");
        assertThat(canary.requests()).isEqualTo(1);
        for (var measure : List.of(Measure.FAILURE, Measure.FALLBACK, Measure.CUT, Measure.REFUSAL)) {
            assertThat(bad(canary, measure)).isZero();
        }
        assertThat(canary.total(Measure.FIRST_TOKEN)).isEqualTo(1);
        assertThat(canary.atLeast(Measure.COST, 1)).isEqualTo(1);
        assertThat(canary.total(Measure.SCHEMA) + canary.total(Measure.TOOL_CALL))
                .isZero();
    }

    @Test
    void resultsOfTheLiveVersionAreWrittenTogether() {
        startCanary(false);
        var watch = watchCanary();
        for (var request = 0; request < 3; request++) {
            chat.upstream.script(FIRST, ANSWER);
            ask(watch, ChatFixture.saying(TierId.TIER_2, "Hi"));
            assertThat(written.read(revision)).isEqualTo(CanaryCounts.NONE);
            chat.clock.pass(Duration.ofSeconds(4));
        }

        chat.upstream.script(FIRST, ANSWER);
        ask(watch, ChatFixture.saying(TierId.TIER_2, "Hi"));

        assertThat(written.read(revision).live().requests()).isEqualTo(4);
        assertThat(written.read(revision).canary()).isEqualTo(ArmCounts.NONE);
    }

    @Test
    void aCandidateThatFailsIsCountedAlsoIfTheNextOneAnswers() {
        chat.upstream
                .script(FIRST, say(Failed.reported(UpstreamFailure.UNAVAILABLE)))
                .script(SECOND, ANSWER);

        var canary = canaryAfter(ChatFixture.conversation(new Part.Text("Hi")));

        assertThat(bad(canary, Measure.FALLBACK)).isEqualTo(1);
        assertThat(bad(canary, Measure.FAILURE)).isZero();
    }

    @Test
    void aRequestThatNobodyAnswersIsAFailure() {
        chat.upstream
                .script(FIRST, say(Failed.reported(UpstreamFailure.UNAVAILABLE)))
                .script(SECOND, say(Failed.reported(UpstreamFailure.UNAVAILABLE)));

        var canary = canaryAfter(ChatFixture.conversation(new Part.Text("Hi")));

        assertThat(bad(canary, Measure.FAILURE)).isEqualTo(1);
        assertThat(canary.total(Measure.COST)).isZero();
    }

    @Test
    void anAnswerAtItsCapIsCut() {
        var canary = canaryAfter(say(new TextDelta("Hel")), say(new Finished(FinishReason.LENGTH)), say(new Ended()));

        assertThat(bad(canary, Measure.CUT)).isEqualTo(1);
    }

    @Test
    void aFilteredAnswerIsARefusalAndNoFailure() {
        var cut = canaryAfter(
                say(new TextDelta("Hel")), say(new Finished(FinishReason.CONTENT_FILTER)), say(new Ended()));

        assertThat(bad(cut, Measure.REFUSAL)).isEqualTo(1);
        assertThat(bad(cut, Measure.FAILURE)).isZero();
    }

    @Test
    void aRequestThatAFilterRefusesIsARefusalAndNoFailure() {
        chat.upstream.script(FIRST, say(Failed.reported(UpstreamFailure.CONTENT_POLICY)));
        chat.upstream.script(SECOND, say(Failed.reported(UpstreamFailure.CONTENT_POLICY)));

        var canary = canaryAfter(ChatFixture.conversation(new Part.Text("Hi")));

        assertThat(bad(canary, Measure.REFUSAL)).isEqualTo(1);
        assertThat(bad(canary, Measure.FAILURE)).isZero();
    }

    @Test
    void anAnswerThatIsNotTheOrderedJsonIsCounted() {
        chat.upstream.script(FIRST, ANSWER);

        var canary = canaryAfter(conversation(List.of(), new ResponseFormat.JsonObject()));

        assertThat(bad(canary, Measure.SCHEMA)).isEqualTo(1);
    }

    private ArmCounts canaryCalling(String name, String arguments) {
        chat.upstream.script(
                FIRST,
                say(new ToolCallDelta(0, "toolu_1", name, arguments.substring(0, 1))),
                say(new ToolCallDelta(0, null, null, arguments.substring(1))),
                say(new Finished(FinishReason.TOOL_CALLS)),
                say(new Ended()));
        var tools = List.of(new Tool("get_time", null, new JsonText("{}"), null), new Tool("ring", null, null, null));
        return canaryAfter(conversation(tools, new ResponseFormat.Text()));
    }

    @Test
    void aSoundToolCallIsNotBad() {
        assertThat(bad(canaryCalling("get_time", "{\"zone\": \"UTC\"}"), Measure.TOOL_CALL))
                .isZero();
    }

    @Test
    void aToolWithoutParametersMayBeCalledWithoutArguments() {
        assertThat(bad(canaryCalling("ring", "  "), Measure.TOOL_CALL)).isZero();
    }

    @Test
    void aCallOfAnUnknownToolIsCounted() {
        assertThat(bad(canaryCalling("get_weather", "{}"), Measure.TOOL_CALL)).isEqualTo(1);
    }

    @Test
    void aCallWithOtherArgumentsThanTheToolTakesIsCounted() {
        assertThat(bad(canaryCalling("get_time", "zone: UTC"), Measure.TOOL_CALL))
                .isEqualTo(1);
    }

    @Test
    void aCanaryThatIsWorseIsGivenToNobodyAnyMore() {
        startCanary(true);
        for (var request = 0; request < 20; request++) {
            written.add(revision, CanaryCounts.of(Arm.LIVE, ArmCounts.of(Map.of(Measure.FAILURE, 0))), Instant.EPOCH);
            written.add(revision, CanaryCounts.of(Arm.CANARY, ArmCounts.of(Map.of(Measure.FAILURE, 1))), Instant.EPOCH);
        }
        chat.upstream.script(FIRST, ANSWER);
        assertThat(catalogue.published().canary()).isNotNull();

        ask(watchCanary(), ChatFixture.saying(TierId.TIER_2, "Hi"));

        assertThat(catalogue.published().canary()).isNull();
        assertThat(catalogue.pointers().orElseThrow().canary()).isNotNull();
    }

    @Test
    void countersThatCannotBeWrittenChangeNoAnswer() {
        counters = new CanaryCounters() {
            @Override
            public CanaryCounts add(int to, CanaryCounts more, Instant now) {
                throw new IllegalStateException("The store is down");
            }

            @Override
            public CanaryCounts read(int of) {
                throw new IllegalStateException("The store is down");
            }
        };

        canaryAfter(ANSWER);

        assertThat(chat.sink.finish).isEqualTo(FinishReason.STOP);
        assertThat(alarms).containsExactly(Alarm.STORE_UNAVAILABLE);
    }
}
