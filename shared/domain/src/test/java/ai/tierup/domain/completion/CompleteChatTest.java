package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ChatFixture.saying;
import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static ai.tierup.domain.completion.ScriptedUpstream.silence;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.ToolCallDelta;
import ai.tierup.domain.upstream.UpstreamEvent.Usage;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.TokenSource;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompleteChatTest {

    private static final Candidate FIRST =
            ChatFixture.tier(TierId.TIER_2).candidates().get(0);
    private static final Candidate SECOND =
            ChatFixture.tier(TierId.TIER_2).candidates().get(1);
    private static final String OWN_ID = "call_0123456789abcdefABCDEFxy";
    private static final Finished STOP = new Finished(FinishReason.STOP);

    private final ChatFixture chat = new ChatFixture(Money.ofUsd("25"));

    private static Usage usage(long prompt, long completion) {
        return new Usage(new TokenUsage(prompt, completion, 0), Money.ofUsd("0.000301"));
    }

    private static UsageRecord recordOf(ChatEnd end) {
        return switch (end) {
            case ChatEnd.Settled(var record, var image, var failed) -> record;
            case ChatEnd.Replayed(var answer) -> throw new AssertionError("Replayed: " + answer);
            case ChatEnd.Refused(var refusal, var mayHold) -> throw new AssertionError("Refused: " + refusal);
        };
    }

    /** The price of "Hi", which is 3 tokens for the request, 4 for its message and one of text, and of an answer. */
    private static Money costOfHi(long completion) {
        return ChatFixture.tier(TierId.TIER_2).prices().costOf(8, completion);
    }

    @Test
    void inputAndVisibleOutputAreCountedByUsWhateverUpstreamReports() {
        chat.upstream.script(
                FIRST.slug(), say(new TextDelta("Hello")), say(STOP), say(usage(41, 12)), say(new Ended()));

        var record = recordOf(chat.complete(saying(TierId.TIER_2, "Hi")));

        assertThat(chat.sink.text()).isEqualTo("Hello");
        assertThat(chat.sink.finish).isEqualTo(FinishReason.STOP);
        assertThat(record.tokens()).isEqualTo(new TokenUsage(8, 1, 0));
        assertThat(record.cost()).isEqualTo(costOfHi(1));
        assertThat(record.consumption().source()).isEqualTo(TokenSource.COUNTED);
        assertThat(record.consumption().nativeTokens()).isEqualTo(new TokenUsage(41, 12, 0));
        assertThat(record.costs().upstream()).isEqualTo(Money.ofUsd("0.000301"));
        assertThat(chat.wallet().cash()).isEqualTo(Money.ofUsd("25").minus(record.cost()));
        assertThat(chat.wallet().holds()).isEmpty();
        assertThat(chat.wallet().isBalanced()).isTrue();
    }

    @Test
    void theMoneyIsHeldDuringTheAnswerAndTheRecordIsWrittenBeforeTheAnswerEnds() {
        chat.upstream.script(FIRST.slug(), say(new TextDelta("a")), say(STOP), say(usage(1, 1)), say(new Ended()));

        var record = recordOf(chat.complete(saying(TierId.TIER_2, "Hi")));

        assertThat(record.hold().walletVersion()).isEqualTo(2);
        assertThat(chat.wallet().version()).isEqualTo(3);
        assertThat(chat.sink.record).isEqualTo(record);
        assertThat(chat.log.find(ChatFixture.ACCOUNT, record.holdKey().request()))
                .contains(record);
    }

    @Test
    void beforeTheFirstDeltaAnyFailureMovesToTheNextCandidate() {
        chat.upstream
                .script(FIRST.slug(), say(Failed.reported(UpstreamFailure.UNAVAILABLE)))
                .script(SECOND.slug(), say(new TextDelta("Hello")), say(STOP), say(usage(7, 3)), say(new Ended()));

        var record = recordOf(chat.complete(saying(TierId.TIER_2, "Hi")));

        assertThat(record.consumption().candidate()).isEqualTo(SECOND.slug());
        assertThat(record.cost()).isEqualTo(costOfHi(1));
        assertThat(chat.upstream.closed).isEqualTo(2);
        assertThat(chat.alarms).isEmpty();
    }

    @Test
    void afterTheFirstDeltaNoOtherCandidateIsAskedAndThePartialAnswerIsCharged() {
        chat.upstream
                .script(
                        FIRST.slug(),
                        say(new TextDelta("123456789")),
                        say(Failed.brokenOff(UpstreamFailure.UNAVAILABLE)))
                .script(SECOND.slug(), say(new TextDelta("other")));

        var record = recordOf(chat.complete(saying(TierId.TIER_2, "12345")));

        assertThat(chat.upstream.requests).hasSize(1);
        assertThat(chat.sink.refusal)
                .isEqualTo(new ChatRefusal.AnswerInterrupted(UpstreamFailure.UNAVAILABLE, record.cost(), Money.ZERO));
        assertThat(chat.sink.calls).containsExactly("begin", "delta", "fail");
        assertThat(record.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(record.consumption().source()).isEqualTo(TokenSource.COUNTED);
        assertThat(record.cost()).isEqualTo(costOfHi(1));
    }

    @Test
    void aFailureBeforeAnyOutputCostsNothing() {
        chat.upstream
                .script(FIRST.slug(), say(Failed.brokenOff(UpstreamFailure.TIMED_OUT)))
                .script(SECOND.slug(), say(Failed.reported(UpstreamFailure.UNAVAILABLE)));

        var record = recordOf(chat.complete(saying(TierId.TIER_2, "Hi")));

        assertThat(record.cost()).isEqualTo(Money.ZERO);
        assertThat(record.consumption().source()).isEqualTo(TokenSource.NONE);
        assertThat(chat.wallet().cash()).isEqualTo(Money.ofUsd("25"));
        assertThat(chat.sink.calls).containsExactly("fail");
        assertThat(chat.sink.refusal).isEqualTo(new ChatRefusal.UpstreamUnavailable());
    }

    @Test
    void anErrorThatTheCustomerCanFixIsReportedEvenIfTheNextCandidateFailsDifferently() {
        chat.upstream
                .script(FIRST.slug(), say(Failed.reported(UpstreamFailure.CONTEXT_TOO_LONG)))
                .script(SECOND.slug(), say(Failed.reported(UpstreamFailure.UNAVAILABLE)));

        chat.complete(saying(TierId.TIER_2, "Hi"));

        assertThat(chat.sink.refusal).isInstanceOf(ChatRefusal.ContextTooLong.class);
    }

    @Test
    void aRefusalThatIsOurFaultAlarmsTheOperatorAndIsHiddenFromTheCustomer() {
        chat.upstream
                .script(FIRST.slug(), say(Failed.reported(UpstreamFailure.REFUSED_US)))
                .script(SECOND.slug(), say(new TextDelta("fine")), say(STOP), say(usage(1, 1)), say(new Ended()));

        chat.complete(saying(TierId.TIER_2, "Hi"));

        assertThat(chat.alarms).containsExactly(Alarm.UPSTREAM_REFUSED_US);
        assertThat(chat.sink.text()).isEqualTo("fine");
    }

    @Test
    void aBlankAnswerMovesToTheNextCandidateAndCostsNothing() {
        chat.upstream
                .script(FIRST.slug(), say(usage(9, 0)), say(new Ended()))
                .script(SECOND.slug(), say(usage(9, 0)), say(new Ended()));

        var record = recordOf(chat.complete(saying(TierId.TIER_2, "Hi")));

        assertThat(chat.upstream.requests).hasSize(2);
        assertThat(record.cost()).isEqualTo(Money.ZERO);
    }

    @Test
    void aFinishWithoutOutputIsChargedForTheInput() {
        chat.upstream.script(FIRST.slug(), say(STOP), say(usage(41, 0)), say(new Ended()));

        var record = recordOf(chat.complete(saying(TierId.TIER_2, "Hi")));

        assertThat(record.cost()).isEqualTo(costOfHi(0));
        assertThat(chat.sink.calls).containsExactly("begin", "finish");
    }

    @Test
    void hiddenReasoningIsChargedByUpstreamsCountTimesTheRatio() {
        chat.upstream.script(
                FIRST.slug(),
                say(new UpstreamEvent.ReasoningDelta("hm")),
                say(new TextDelta("fine then")),
                say(STOP),
                say(reasoned(300)),
                say(new Ended()));

        var record = recordOf(chat.complete(saying(TierId.TIER_2, "Hi")));

        assertThat(FIRST.nativeRatio().neutral(300)).isEqualTo(339);
        assertThat(record.tokens()).isEqualTo(new TokenUsage(8, 2 + 339, 339));
        assertThat(record.cost()).isEqualTo(costOfHi(341));
    }

    @Test
    void withoutReportedUsageReasoningIsAQuarterOfItsBytes() {
        chat.upstream.script(
                FIRST.slug(),
                say(new UpstreamEvent.ReasoningDelta("123456789")),
                say(new TextDelta("fine")),
                say(STOP),
                say(new Ended()));

        var record = recordOf(chat.complete(saying(TierId.TIER_2, "Hi")));

        assertThat(record.consumption().source()).isEqualTo(TokenSource.COUNTED);
        assertThat(record.consumption().nativeTokens()).isNull();
        assertThat(record.tokens()).isEqualTo(new TokenUsage(8, 1 + 3, 3));
    }

    @Test
    void outputAboveTheCapIsNotCharged() {
        chat.upstream.script(
                FIRST.slug(), say(new TextDelta("x")), say(STOP), say(reasoned(900_000)), say(new Ended()));

        var record = recordOf(chat.complete(saying(TierId.TIER_2, "Hi")));

        assertThat(record.tokens()).isEqualTo(new TokenUsage(8, 1_000, 999));
        assertThat(record.cost()).isEqualTo(costOfHi(1_000));
        assertThat(chat.wallet().isBalanced()).isTrue();
    }

    @Test
    void textAboveTheCapIsNotChargedAndLeavesNothingToReasoning() {
        chat.upstream.script(
                FIRST.slug(),
                say(new TextDelta("word ".repeat(1_001))),
                say(new Finished(FinishReason.LENGTH)),
                say(reasoned(7)),
                say(new Ended()));

        var record = recordOf(chat.complete(saying(TierId.TIER_2, "Hi")));

        assertThat(record.tokens()).isEqualTo(new TokenUsage(8, 1_000, 0));
        assertThat(chat.alarms).isEmpty();
    }

    private static UpstreamEvent reasoned(long reasoningTokens) {
        return new UpstreamEvent.Usage(new TokenUsage(5, reasoningTokens, reasoningTokens), Money.ofUsd("0.000301"));
    }

    @Test
    void theFirstDeltaIsSentAtOnceAndLaterOnesTogether() {
        chat.upstream.script(
                FIRST.slug(),
                say(new TextDelta("one ")),
                say(new TextDelta("two ")),
                silence(Duration.ofMillis(10)),
                say(new TextDelta("three ")),
                silence(Duration.ofMillis(20)),
                say(new TextDelta("four")),
                say(STOP),
                say(usage(1, 4)),
                say(new Ended()));

        chat.complete(saying(TierId.TIER_2, "Hi"));

        assertThat(chat.sink.deltas)
                .containsExactly(
                        new AnswerDelta.Text("one "), new AnswerDelta.Text("two thre"), new AnswerDelta.Text("e four"));
    }

    @Test
    void theClientGetsAKeepAliveEveryTenSecondsWhileUpstreamIsSilent() {
        chat.upstream.script(
                ChatFixture.tier(TierId.TIER_4).candidates().getFirst().slug(),
                silence(Duration.ofSeconds(25)),
                say(new TextDelta("late")),
                say(STOP),
                say(usage(1, 1)),
                say(new Ended()));

        var record = recordOf(chat.complete(saying(TierId.TIER_4, "Hi")));

        assertThat(chat.sink.calls).containsExactly("begin", "keepAlive", "keepAlive", "delta", "finish");
        assertThat(record.timing().firstToken()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void failoverIsStillPossibleAfterAKeepAlive() {
        chat.upstream
                .script(FIRST.slug(), silence(Duration.ofSeconds(11)), say(Failed.brokenOff(UpstreamFailure.TIMED_OUT)))
                .script(SECOND.slug(), say(new TextDelta("here")), say(STOP), say(usage(1, 1)), say(new Ended()));

        chat.complete(saying(TierId.TIER_2, "Hi"));

        assertThat(chat.sink.calls).containsExactly("begin", "keepAlive", "delta", "finish");
    }

    @Test
    void aDeadlineBroughtForwardEndsTheAnswerAndSettlesIt() {
        chat.upstream.script(
                FIRST.slug(),
                say(new TextDelta("12345678")),
                new ScriptedUpstream.Run(() -> chat.timeLeft = Duration.ZERO),
                silence(Duration.ofSeconds(60)));

        var record = recordOf(chat.complete(saying(TierId.TIER_2, "1234")));

        assertThat(record.cost()).isEqualTo(costOfHi(1));
        assertThat(chat.wallet().holds()).isEmpty();
        assertThat(chat.sink.refusal)
                .isEqualTo(new ChatRefusal.AnswerInterrupted(UpstreamFailure.TIMED_OUT, record.cost(), Money.ZERO));
    }

    @Test
    void anAdapterThatThrowsRaisesAnAlarmAndItsHoldIsSettled() {
        chat.upstream
                .script(FIRST.slug(), new ScriptedUpstream.Throw(new IllegalStateException("bug")))
                .script(SECOND.slug(), say(new TextDelta("ok")), say(STOP), say(usage(1, 1)), say(new Ended()));

        chat.complete(saying(TierId.TIER_2, "Hi"));

        assertThat(chat.alarms).containsExactly(Alarm.INTERNAL_ERROR);
        assertThat(chat.wallet().holds()).isEmpty();
    }

    @Test
    void toolCallsGetOurIdsAndTheOriginalsAreKept() {
        chat.upstream.script(
                FIRST.slug(),
                say(new ToolCallDelta(3, "toolu_01abc", "get_time", "")),
                say(new ToolCallDelta(3, null, null, "{\"zone\":")),
                say(new ToolCallDelta(3, null, null, "\"UTC\"}")),
                say(STOP),
                say(usage(20, 9)),
                say(new Ended()));

        chat.complete(saying(TierId.TIER_2, "What time is it?"));

        var first = (AnswerDelta.ToolCall) chat.sink.deltas.getFirst();
        var ownId = first.id();
        assertThat(ownId).matches("call_[0-9A-Za-z]{24}");
        assertThat(first.index()).isZero();
        assertThat(chat.sink.deltas.getLast()).isEqualTo(new AnswerDelta.ToolCall(0, null, null, "{\"zone\":\"UTC\"}"));
        assertThat(chat.sink.finish).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(chat.toolCalls.recall(ChatFixture.ACCOUNT, Set.of(ownId)))
                .isEqualTo(Map.of(ownId, new OriginalToolCall("toolu_01abc", FIRST.slug())));
    }

    @Test
    void theOriginalsAreSentUpstreamWithTheConversation() {
        chat.toolCalls.remember(ChatFixture.ACCOUNT, Map.of(OWN_ID, new OriginalToolCall("toolu_9", FIRST.slug())));
        chat.upstream.script(FIRST.slug(), say(new TextDelta("x")), say(STOP), say(usage(1, 1)), say(new Ended()));
        var conversation = ChatFixture.conversation(new Part.ToolCall(OWN_ID, "get_time", "{}"));

        chat.complete(new ChatRequest(TierId.TIER_2, conversation, null, true, null, null));

        assertThat(chat.upstream.requests.getFirst().originals())
                .isEqualTo(Map.of(OWN_ID, new OriginalToolCall("toolu_9", FIRST.slug())));
    }

    @Test
    void upstreamIsSentTheCapInNativeTokensAndATagForTheUser() {
        chat.upstream.script(FIRST.slug(), say(new TextDelta("x")), say(STOP), say(usage(1, 1)), say(new Ended()));

        chat.complete(saying(TierId.TIER_2, "Hi"));

        var request = chat.upstream.requests.getFirst();
        assertThat(request.maxOutputTokens()).isEqualTo(FIRST.nativeRatio().nativeTokens(1000));
        assertThat(request.userTag()).matches("[0-9a-f]{32}").doesNotContain("end-user");
        assertThat(request.sessionTag()).isNull();
    }

    @Test
    void aFailedSettlementLeavesTheAnswerAndTheHoldAsTheyAre() {
        chat.storeIsDown = true;
        chat.upstream.script(FIRST.slug(), say(new TextDelta("x")), say(STOP), say(usage(4, 2)), say(new Ended()));

        chat.complete(saying(TierId.TIER_2, "Hi"));

        assertThat(chat.alarms).isEmpty();
        assertThat(chat.sink.finish).isEqualTo(FinishReason.STOP);
        assertThat(chat.wallet().holds()).hasSize(1);
        assertThat(List.copyOf(chat.wallet().holds().values()).getFirst().amount())
                .isGreaterThan(Money.ZERO);
    }
}
