package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ChatFixture.saying;
import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.Usage;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.PlaceRefusal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatAdmissionTest {

    private static final Candidate FIRST =
            ChatFixture.tier(TierId.TIER_2).candidates().get(0);
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

    /** "Hi" is 8 tokens, and 276 by its bytes. */
    @Test
    void aBalanceThatAffordsTheCountAndNotTheBytesLowersNothing() {
        var poor = new ChatFixture(ChatFixture.tier(TierId.TIER_2).prices().costOf(8, 1_000));
        poor.upstream.script(FIRST.slug(), say(new TextDelta("x")), say(STOP), say(usage(1, 1)), say(new Ended()));

        poor.complete(saying(TierId.TIER_2, "Hi"));

        assertThat(requireNonNull(poor.sink.head).loweredCap()).isNull();
        assertThat(poor.upstream.requests).hasSize(1);
        assertThat(poor.wallet().isBalanced()).isTrue();
    }

    @Test
    void aLowBalanceLowersTheOutputCapAndReportsIt() {
        var tier = ChatFixture.tier(TierId.TIER_2);
        var poor = new ChatFixture(tier.prices().costOf(350, 400));
        poor.upstream.script(FIRST.slug(), say(new TextDelta("x")), say(STOP), say(usage(1, 1)), say(new Ended()));

        poor.complete(saying(TierId.TIER_2, "Hi"));

        var cap = requireNonNull(requireNonNull(poor.sink.head).loweredCap());
        assertThat(cap).isEqualTo(468);
        assertThat(poor.upstream.requests.getFirst().maxOutputTokens())
                .isEqualTo(FIRST.nativeRatio().nativeTokens(cap));
    }

    @Test
    void anEmptyWalletIsRefusedWithoutACallUpstream() {
        var empty = new ChatFixture(Money.ofUsd("0.0001"));

        var end = empty.complete(saying(TierId.TIER_2, "Hi"));

        assertThat(end).isInstanceOf(ChatEnd.Refused.class);
        assertThat(empty.sink.refusal)
                .isInstanceOfSatisfying(
                        ChatRefusal.NotPlaced.class,
                        notPlaced -> assertThat(notPlaced.reason()).isInstanceOf(PlaceRefusal.InsufficientFunds.class));
        assertThat(empty.upstream.requests).isEmpty();
    }

    @Test
    void aFeatureThatTheTierLacksIsRefusedBeforeAnythingIsHeld() {
        var image = ChatFixture.conversation(new Part.Image("image/png", "iVBORw0KGgo=", Part.Detail.AUTO));

        chat.complete(new ChatRequest(TierId.TIER_1, image, null, true, null, null));

        assertThat(chat.sink.refusal).isInstanceOf(ChatRefusal.Unsupported.class);
        assertThat(chat.wallet().version()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"16384,", "16385, 16384", "32000, 16384", "2147483647, 16384"})
    void aCapAboveTheTiersMaximumIsLoweredToItAndReported(int asked, @Nullable Integer reported) {
        chat.upstream.script(FIRST.slug(), say(new TextDelta("x")), say(STOP), say(usage(1, 1)), say(new Ended()));

        chat.complete(capped(asked));

        assertThat(requireNonNull(chat.sink.head).loweredCap()).isEqualTo(reported);
        assertThat(chat.upstream.requests.getFirst().maxOutputTokens())
                .isEqualTo(FIRST.nativeRatio().nativeTokens(16_384));
    }

    private static ChatRequest capped(int maxOutputTokens) {
        var conversation = ChatFixture.conversation(new Part.Text("Hi"));
        return new ChatRequest(TierId.TIER_2, conversation, maxOutputTokens, true, null, null);
    }

    @Test
    void ofTheTiersMaximumAndTheWalletTheSmallerCapWins() {
        var tier = ChatFixture.tier(TierId.TIER_2);
        var poor = new ChatFixture(tier.prices().costOf(350, 400));
        poor.upstream.script(FIRST.slug(), say(new TextDelta("x")), say(STOP), say(usage(1, 1)), say(new Ended()));

        poor.complete(capped(32_000));

        assertThat(requireNonNull(poor.sink.head).loweredCap()).isEqualTo(468);
    }

    @Test
    void aKeyIsRefusedATierThatItDoesNotAllow() {
        chat.completeWithKeyFor(Set.of(TierId.TIER_1), saying(TierId.TIER_2, "Hi"));

        assertThat(chat.sink.refusal).isInstanceOf(ChatRefusal.TierNotAllowed.class);
    }

    @Test
    void theFreeTierTakesNoMoneyAndUsesTheAllowanceAtListPrice() {
        var tier = ChatFixture.tier(TierId.TIER_1);
        var candidate = tier.candidates().getFirst();
        chat.upstream.script(
                candidate.slug(), say(new TextDelta("x")), say(STOP), say(usage(200, 200)), say(new Ended()));
        var before = chat.wallet().freeLeft();

        var record = recordOf(chat.complete(saying(TierId.TIER_1, "Hi")));

        var used = tier.listPrices().costOf(8, 1);
        assertThat(record.cost()).isEqualTo(Money.ZERO);
        assertThat(record.costs().allowanceUsed()).isEqualTo(used);
        assertThat(chat.wallet().freeLeft()).isEqualTo(before.minus(used));
        assertThat(chat.wallet().cash()).isEqualTo(Money.ofUsd("25"));
    }
}
