package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.conversation.Verbosity;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.OptionalParameter;
import ai.tierup.domain.tier.ReasoningEffort;
import ai.tierup.domain.tier.TakenParameters;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.ReasoningDelta;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.upstream.UpstreamRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests for the settings that reach a candidate, and for requests that a candidate does not support. */
class CandidateParametersTest {

    private static final Sampling ALL =
            new Sampling(0.5, 0.9, 1.0, -1.0, 7L, List.of("END"), ReasoningEffort.HIGH, Verbosity.LOW);
    private static final Failed NOT_ACCEPTED = Failed.reported(UpstreamFailure.INVALID_REQUEST);
    private static final Failed UNSUPPORTED = Failed.reported(UpstreamFailure.UNSUPPORTED);

    private final ChatFixture chat = new ChatFixture(Money.ofUsd("25"));

    private static Candidate first(TierId tier) {
        return ChatFixture.tier(tier).candidates().getFirst();
    }

    private static Candidate second(TierId tier) {
        return ChatFixture.tier(tier).candidates().get(1);
    }

    private static Conversation with(Sampling sampling) {
        var plain = ChatFixture.saying(TierId.TIER_2, "Hi").conversation();
        return new Conversation(plain.messages(), List.of(), null, false, new ResponseFormat.Text(), sampling);
    }

    private Conversation sentTo(TierId tier) {
        chat.upstream.script(
                first(tier).slug(),
                say(new TextDelta("Hello")),
                say(new Finished(FinishReason.STOP)),
                say(new Ended()));
        chat.complete(ChatFixture.saying(tier, "Hi").with(with(ALL)));
        return chat.upstream.requests.getFirst().conversation();
    }

    @ParameterizedTest
    @EnumSource
    void reasoningEffortReachesOnlyATierThatSellsIt(TierId tier) {
        assertThat(sentTo(tier).sampling())
                .isEqualTo(
                        tier == TierId.TIER_4
                                ? ALL
                                : with(ALL).withoutReasoningEffort().sampling());
    }

    @Test
    void whatACandidateDoesNotTakeIsLeftOut() {
        var plain = first(TierId.TIER_2);
        var candidate = new Candidate(
                plain.provider(),
                plain.slug(),
                plain.capabilities(),
                new TakenParameters(Set.of(OptionalParameter.TEMPERATURE, OptionalParameter.STOP), null),
                plain.maxOutputTokens(),
                plain.upstreamPrices(),
                plain.nativeRatio(),
                null);

        var taken = with(ALL).withOnly(candidate::takes);

        assertThat(taken.sampling())
                .isEqualTo(new Sampling(0.5, null, null, null, null, List.of("END"), ReasoningEffort.HIGH, null));
        assertThat(taken.parallelToolCalls()).isNull();
        assertThat(taken.parameters()).isEqualTo(candidate.parameters().optional());
    }

    @Test
    void aCandidateOfWhichNothingIsSaidTakesEverything() {
        assertThat(with(ALL).withOnly(first(TierId.TIER_2)::takes)).isEqualTo(with(ALL));
        assertThat(with(ALL).parameters()).containsExactlyInAnyOrder(OptionalParameter.values());
    }

    private List<Candidate> asked() {
        return chat.upstream.requests.stream().map(UpstreamRequest::candidate).toList();
    }

    @Test
    void aCandidateThatRefusesTheValuesOfSettingsAnswersWithoutThem() {
        chat.upstream
                .script(first(TierId.TIER_4).slug(), say(NOT_ACCEPTED))
                .then(
                        first(TierId.TIER_4).slug(),
                        say(new TextDelta("Hello")),
                        say(new Finished(FinishReason.STOP)),
                        say(new Ended()));

        chat.complete(ChatFixture.saying(TierId.TIER_4, "Hi").with(with(ALL)));

        assertThat(chat.sink.text()).isEqualTo("Hello");
        assertThat(asked()).containsExactly(first(TierId.TIER_4), first(TierId.TIER_4));
        assertThat(chat.upstream.requests.getFirst().conversation()).isEqualTo(with(ALL));
        assertThat(chat.upstream.requests.getLast().conversation())
                .isEqualTo(with(new Sampling(null, null, null, null, null, List.of("END"), null, null)));
    }

    private static Candidate taking(Candidate candidate, Set<ReasoningEffort> efforts) {
        return new Candidate(
                candidate.provider(),
                candidate.slug(),
                candidate.capabilities(),
                new TakenParameters(null, efforts),
                candidate.maxOutputTokens(),
                candidate.upstreamPrices(),
                candidate.nativeRatio(),
                null);
    }

    @Test
    void eachCandidateIsAskedForALevelOfReasoningEffortThatItTakes() {
        var tier = ChatFixture.tier(TierId.TIER_4);
        var low = taking(tier.candidates().getFirst(), Set.of(ReasoningEffort.NONE, ReasoningEffort.LOW));
        var max = taking(tier.candidates().getLast(), Set.of(ReasoningEffort.MAX));
        var ownChat = new ChatFixture(
                Money.ofUsd("25"),
                Map.of(),
                TestTiers.with(TestTiers.mapping(), TestTiers.withCandidates(tier, low, max)));
        ownChat.upstream
                .script(low.slug(), say(NOT_ACCEPTED))
                .then(low.slug(), say(NOT_ACCEPTED))
                .script(
                        max.slug(),
                        say(new TextDelta("Hello")),
                        say(new Finished(FinishReason.STOP)),
                        say(new Ended()));

        ownChat.complete(ChatFixture.saying(TierId.TIER_4, "Hi").with(with(ALL)));

        assertThat(ownChat.upstream.requests)
                .extracting(request -> request.conversation().sampling().reasoningEffort())
                .containsExactly(ReasoningEffort.LOW, ReasoningEffort.LOW, ReasoningEffort.MAX);
    }

    @Test
    void aRequestThatIsRefusedWithoutSettingsGoesToTheNextCandidateAsItWas() {
        chat.upstream
                .script(first(TierId.TIER_4).slug(), say(NOT_ACCEPTED))
                .script(second(TierId.TIER_4).slug(), say(NOT_ACCEPTED));

        chat.complete(ChatFixture.saying(TierId.TIER_4, "Hi").with(with(ALL)));

        assertThat(chat.sink.refusal).isEqualTo(new ChatRefusal.NotAccepted());
        assertThat(asked())
                .containsExactly(
                        first(TierId.TIER_4), first(TierId.TIER_4), second(TierId.TIER_4), second(TierId.TIER_4));
        assertThat(chat.upstream.requests.get(2).conversation()).isEqualTo(with(ALL));
        assertThat(chat.wallet().cash()).isEqualTo(Money.ofUsd("25"));
    }

    @Test
    void aRefusalOfSettingsDoesNotHideThatTheRestOfTheRequestMayBeAnsweredLater() {
        for (var candidate : List.of(first(TierId.TIER_2), second(TierId.TIER_2))) {
            chat.upstream
                    .script(candidate.slug(), say(NOT_ACCEPTED))
                    .then(candidate.slug(), say(Failed.reported(UpstreamFailure.UNAVAILABLE)));
        }

        chat.complete(ChatFixture.saying(TierId.TIER_2, "Hi").with(with(ALL)));

        assertThat(chat.sink.refusal).isEqualTo(new ChatRefusal.UpstreamUnavailable());
    }

    @Test
    void aRefusedRequestWithoutSettingsIsSentToACandidateOnce() {
        chat.upstream
                .script(first(TierId.TIER_2).slug(), say(NOT_ACCEPTED))
                .script(second(TierId.TIER_2).slug(), say(NOT_ACCEPTED));

        chat.complete(ChatFixture.saying(TierId.TIER_2, "Hi"));

        assertThat(asked()).containsExactly(first(TierId.TIER_2), second(TierId.TIER_2));
    }

    @Test
    void aRefusalAfterAModelHasWorkedIsNotSentAgain() {
        chat.upstream
                .script(first(TierId.TIER_2).slug(), say(new ReasoningDelta("Hm")), say(NOT_ACCEPTED))
                .script(second(TierId.TIER_2).slug(), say(NOT_ACCEPTED));

        chat.complete(ChatFixture.saying(TierId.TIER_2, "Hi").with(with(ALL)));

        assertThat(asked()).containsExactly(first(TierId.TIER_2), second(TierId.TIER_2), second(TierId.TIER_2));
    }

    @Test
    void aCandidateThatDoesNotSupportARequestIsPassedOverWithoutAnAlarm() {
        chat.upstream
                .script(first(TierId.TIER_2).slug(), say(UNSUPPORTED))
                .script(
                        second(TierId.TIER_2).slug(),
                        say(new TextDelta("Hello")),
                        say(new Finished(FinishReason.STOP)),
                        say(new Ended()));

        chat.complete(ChatFixture.saying(TierId.TIER_2, "Hi"));

        assertThat(chat.sink.text()).isEqualTo("Hello");
        assertThat(chat.alarms).isEmpty();
    }

    @Test
    void aRequestThatNoCandidateSupportsIsRefusedAsNotAccepted() {
        chat.upstream
                .script(first(TierId.TIER_2).slug(), say(UNSUPPORTED))
                .script(second(TierId.TIER_2).slug(), say(UNSUPPORTED));

        chat.complete(ChatFixture.saying(TierId.TIER_2, "Hi"));

        assertThat(chat.sink.refusal).isEqualTo(new ChatRefusal.NotAccepted());
        assertThat(chat.wallet().cash()).isEqualTo(Money.ofUsd("25"));
        assertThat(chat.alarms).isEmpty();
    }

    @Test
    void aRequestThatOneCandidateMaySupportLaterIsNotRefusedForGood() {
        chat.upstream
                .script(first(TierId.TIER_2).slug(), say(Failed.reported(UpstreamFailure.UNAVAILABLE)))
                .script(second(TierId.TIER_2).slug(), say(UNSUPPORTED));

        chat.complete(ChatFixture.saying(TierId.TIER_2, "Hi"));

        assertThat(chat.sink.refusal).isEqualTo(new ChatRefusal.UpstreamUnavailable());
    }
}
