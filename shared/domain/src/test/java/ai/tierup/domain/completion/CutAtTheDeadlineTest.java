package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ChatFixture.saying;
import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static ai.tierup.domain.completion.ScriptedUpstream.silence;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.completion.ScriptedUpstream.Step;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.TierId;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an answer costs that the deadline cuts off. The same table is in {@code docs/DECISIONS.md}. The request is of tier-2, its prompt
 * is 11 tokens and may take 290 native ones, and 400 bytes are generated, which are 100 tokens.
 */
class CutAtTheDeadlineTest {

    private static final Candidate FIRST =
            ChatFixture.tier(TierId.TIER_2).candidates().getFirst();
    private static final String BYTES_400 = "for ".repeat(100);

    private final ChatFixture chat = new ChatFixture(Money.ofUsd("25"));

    private UsageRecord cut(boolean stream, List<Step> steps) {
        var all = new ArrayList<>(steps);
        all.add(silence(Duration.ofSeconds(10)));
        all.add(new ScriptedUpstream.Run(() -> chat.timeLeft = Duration.ZERO));
        chat.upstream.script(FIRST.slug(), all.toArray(Step[]::new));

        var record = ((ChatEnd.Settled) chat.complete(saying(TierId.TIER_2, "Tell me a story.", stream))).record();

        assertThat(record.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(record.overrun()).isEqualTo(Money.ZERO);
        assertThat(chat.alarms).isEmpty();
        assertThat(chat.wallet().cash()).isEqualTo(Money.ofUsd("25").minus(record.cost()));
        return record;
    }

    /**
     * The customer pays for 11 and 100 tokens. Only of reasoning that upstream reports, 100 native tokens are 113. Without usage, we book the
     * draw of 290 and 885 native tokens.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // stream | usage | generated | the customer pays | PLATFORM books | SUBSIDY books
                "true  | false | text      | 0.0007665 | 0.014145 | 0.0133785",
                "true  | false | reasoning | 0.0007665 | 0.014145 | 0.0133785",
                "true  | true  | text      | 0.0007665 | 0.001560 | 0.0007935",
                "true  | true  | reasoning | 0.000864  | 0.001560 | 0.000696",
                "false | false | text      | 0.0007665 | 0.014145 | 0.0133785",
                "false | false | reasoning | 0.0007665 | 0.014145 | 0.0133785",
                "false | true  | text      | 0.0007665 | 0.001560 | 0.0007935",
                "false | true  | reasoning | 0.000864  | 0.001560 | 0.000696",
                "true  | false | nothing   | 0         | 0.014145 | 0.014145",
                "false | false | nothing   | 0         | 0.014145 | 0.014145"
            })
    void theCustomerPaysForWhatWasGeneratedAndThePoolsForWhatItMayHaveCost(
            boolean stream, boolean usage, String generated, String customer, String platform, String subsidy) {
        var steps = new ArrayList<Step>();
        switch (generated) {
            case "text" -> steps.add(say(new TextDelta(BYTES_400)));
            case "reasoning" -> steps.add(say(new ReasoningDelta(BYTES_400)));
            default -> {}
        }
        if (usage) {
            var reasoningTokens = generated.equals("reasoning") ? 100 : 0;
            steps.add(say(new Usage(new TokenUsage(20, 100, reasoningTokens), Money.ofUsd("0.00156"))));
        }

        var record = cut(stream, steps);

        var reasoning = usage ? FIRST.nativeRatio().neutral(100) : 100;
        assertThat(record.cost()).isEqualTo(Money.ofUsd(customer));
        assertThat(record.costs().upstream()).isEqualTo(Money.ofUsd(platform));
        assertThat(record.costs().subsidy()).isEqualTo(Money.ofUsd(subsidy));
        assertThat(record.tokens().reasoningTokens()).isEqualTo(generated.equals("reasoning") ? reasoning : 0);
        assertThat(chat.sink.refusal)
                .isEqualTo(
                        record.cost().isZero()
                                ? new ChatRefusal.UpstreamTimeout()
                                : new ChatRefusal.AnswerInterrupted(
                                        UpstreamFailure.TIMED_OUT, record.cost(), Money.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aToolCallThatIsCutIsPaidAsTextIs(boolean stream) {
        var record = cut(stream, List.of(say(new ToolCallDelta(0, "toolu_1", "get_time", "{\"zone\":\""))));

        assertThat(record.tokens()).isEqualTo(new TokenUsage(11, 4 + 1 + 1, 0));
    }

    @Test
    void anAnswerThatHasFinishedIsCompleteAlthoughItsUsageIsLate() {
        chat.upstream.script(
                FIRST.slug(),
                say(new TextDelta(BYTES_400)),
                say(new Finished(FinishReason.STOP)),
                new ScriptedUpstream.Run(() -> chat.timeLeft = Duration.ZERO));

        var end = (ChatEnd.Settled) chat.complete(saying(TierId.TIER_2, "Tell me a story."));

        assertThat(chat.sink.finish).isEqualTo(FinishReason.STOP);
        assertThat(end.record().cost()).isEqualTo(Money.ofUsd("0.0007665"));
        assertThat(end.record().costs().upstream()).isEqualTo(Money.ofUsd("0.014145"));
    }

    @Test
    void anInterruptedAnswerOfTheFreeTierSaysWhatItUsedOfTheAllowance() {
        var tier = ChatFixture.tier(TierId.TIER_1);
        chat.upstream.script(
                tier.candidates().getFirst().slug(),
                say(new TextDelta(BYTES_400)),
                new ScriptedUpstream.Run(() -> chat.timeLeft = Duration.ZERO));

        chat.complete(saying(TierId.TIER_1, "Tell me a story."));

        assertThat(chat.sink.refusal)
                .isEqualTo(new ChatRefusal.AnswerInterrupted(
                        UpstreamFailure.TIMED_OUT, Money.ZERO, tier.listPrices().costOf(11, 100)));
    }

    @Test
    void theCustomerNeverPaysForMoreThanTheCap() {
        var record = cut(true, List.of(say(new ReasoningDelta(BYTES_400.repeat(1_000)))));

        assertThat(record.tokens().completionTokens()).isEqualTo(1_000);
        assertThat(record.cost())
                .isEqualTo(ChatFixture.tier(TierId.TIER_2).prices().costOf(11, 1_000));
    }
}
