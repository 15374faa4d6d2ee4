package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ChatFixture.saying;
import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static ai.tierup.domain.completion.ScriptedUpstream.silence;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.ReasoningDelta;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.Usage;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.usage.Checkpoint;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What attempts cost us that did not lead to the answer. */
class AttemptCostTest {

    private static final Candidate FIRST =
            ChatFixture.tier(TierId.TIER_2).candidates().getFirst();
    private static final Candidate SECOND =
            ChatFixture.tier(TierId.TIER_2).candidates().getLast();

    /** What is drawn for "Hi": 276 native tokens of input and 885 of output, at $3 and $15 per million. */
    private static final Money DRAWN = Money.ofUsd("0.014103");

    private static final Money COST = Money.ofUsd("0.000301");
    private static final Money CHARGED =
            ChatFixture.tier(TierId.TIER_2).prices().costOf(8, 1);

    private final ChatFixture chat = new ChatFixture(Money.ofUsd("25"));

    private static Usage usage(long prompt, long completion, String cost) {
        return new Usage(new TokenUsage(prompt, completion, 0), Money.ofUsd(cost));
    }

    private static void answersAsSecond(ChatFixture chat) {
        chat.upstream.script(
                SECOND.slug(),
                say(new TextDelta("Hello")),
                say(new Finished(FinishReason.STOP)),
                say(usage(7, 3, "0.000301")),
                say(new Ended()));
    }

    private static UsageRecord settled(ChatFixture chat) {
        var record = ((ChatEnd.Settled) chat.complete(saying(TierId.TIER_2, "Hi"))).record();
        assertThat(record.overrun()).isEqualTo(Money.ZERO);
        return record;
    }

    private static void expect(UsageRecord record, Money charged, Money upstream) {
        assertThat(record.cost()).isEqualTo(charged);
        assertThat(record.costs().upstream()).isEqualTo(upstream);
    }

    @ParameterizedTest
    @EnumSource
    void whatMayHaveCostAnythingIsBookedWithAllThatWasDrawnForIt(UpstreamFailure failure) {
        chat.upstream.script(FIRST.slug(), say(Failed.brokenOff(failure)));
        answersAsSecond(chat);

        expect(settled(chat), CHARGED, DRAWN.plus(COST));
    }

    @Test
    void anErrorInPlaceOfAnAnswerCostsNothingAndATimeOutIsNoSuchError() {
        answersAsSecond(chat);
        chat.upstream.script(FIRST.slug(), say(Failed.reported(UpstreamFailure.UNAVAILABLE)));
        expect(settled(chat), CHARGED, COST);

        chat.upstream.script(FIRST.slug(), say(Failed.notSent(UpstreamFailure.UNAVAILABLE)));
        expect(settled(chat), CHARGED, COST);

        chat.upstream.script(FIRST.slug(), say(Failed.reported(UpstreamFailure.SILENT)));
        expect(settled(chat), CHARGED, DRAWN.plus(COST));
    }

    @Test
    void whatUpstreamReportsOfAFailedAttemptIsBooked() {
        chat.upstream.script(
                FIRST.slug(),
                say(new ReasoningDelta("hm")),
                say(usage(7, 200, "0.005")),
                say(Failed.reported(UpstreamFailure.UNAVAILABLE)));
        answersAsSecond(chat);

        expect(settled(chat), CHARGED, COST.plus(Money.ofUsd("0.005")));
    }

    @Test
    void anErrorAfterTheModelHasWorkedCostsWhatWasDrawnUnlessUpstreamReportsNoCost() {
        chat.upstream.script(
                FIRST.slug(), say(new ReasoningDelta("hm")), say(Failed.reported(UpstreamFailure.UNAVAILABLE)));
        answersAsSecond(chat);
        expect(settled(chat), CHARGED, DRAWN.plus(COST));

        chat.upstream.script(
                FIRST.slug(),
                say(new ReasoningDelta("hm")),
                say(usage(0, 0, "0")),
                say(Failed.reported(UpstreamFailure.UNAVAILABLE)));
        expect(settled(chat), CHARGED, COST);
    }

    @Test
    void aCountThatMoreOutputFollowsIsNoReport() {
        chat.upstream.script(
                FIRST.slug(),
                say(usage(7, 1, "0.000001")),
                say(new TextDelta("12345678")),
                say(Failed.brokenOff(UpstreamFailure.UNAVAILABLE)));

        var prices = ChatFixture.tier(TierId.TIER_2).prices();
        expect(settled(chat), prices.costOf(8, 1), DRAWN);
    }

    @Test
    void whereNobodyAnswersTheCustomerPaysNothingAndThePoolsPayForEachAttempt() {
        chat.upstream
                .script(FIRST.slug(), say(Failed.brokenOff(UpstreamFailure.SILENT)))
                .script(SECOND.slug(), say(Failed.brokenOff(UpstreamFailure.UNAVAILABLE)));

        expect(settled(chat), Money.ZERO, DRAWN.plus(DRAWN));
    }

    @Test
    void reasoningBeforeAFailureIsFreeForTheCustomer() {
        chat.upstream
                .script(FIRST.slug(), say(new ReasoningDelta("hm")), say(Failed.brokenOff(UpstreamFailure.UNAVAILABLE)))
                .script(SECOND.slug(), say(Failed.reported(UpstreamFailure.UNAVAILABLE)));

        expect(settled(chat), Money.ZERO, DRAWN);
    }

    @Test
    void nobodyElseIsAskedIfThePoolsDoNotCoverAnotherAttempt() {
        for (var pool : List.of(Pool.PLATFORM, Pool.SUBSIDY)) {
            var poor = new ChatFixture(Money.ofUsd("25"), Map.of(pool, DRAWN.plus(Money.ofUsd("0.013"))));
            poor.upstream.script(FIRST.slug(), say(Failed.brokenOff(UpstreamFailure.UNAVAILABLE)));
            answersAsSecond(poor);

            expect(settled(poor), Money.ZERO, DRAWN);

            assertThat(poor.upstream.requests).as(pool.name()).hasSize(1);
        }
    }

    @Test
    void aFailureThatCertainlyCostNothingNeedsNoSecondDraw() {
        var poor = new ChatFixture(Money.ofUsd("25"), Map.of(Pool.PLATFORM, DRAWN));
        poor.upstream.script(FIRST.slug(), say(Failed.reported(UpstreamFailure.UNAVAILABLE)));
        answersAsSecond(poor);

        expect(settled(poor), CHARGED, COST);
    }

    @Test
    void whatEarlierAttemptsHaveCostIsInTheCheckpoints() {
        List<Optional<Checkpoint>> seen = new ArrayList<>();
        chat.upstream
                .script(FIRST.slug(), say(Failed.brokenOff(UpstreamFailure.UNAVAILABLE)))
                .script(
                        SECOND.slug(),
                        say(new TextDelta("1234")),
                        silence(Duration.ofSeconds(10)),
                        new ScriptedUpstream.Run(() -> seen.add(chat.checkpoints.find(
                                ChatFixture.ACCOUNT,
                                chat.wallet().holds().keySet().iterator().next()))),
                        say(new Finished(FinishReason.STOP)),
                        say(usage(7, 3, "0.000301")),
                        say(new Ended()));

        settled(chat);

        assertThat(seen.getFirst().orElseThrow().costs().upstream()).isEqualTo(DRAWN.plus(DRAWN));
    }
}
