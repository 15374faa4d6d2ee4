package ai.tierup.domain.completion;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.answer.Attempt;
import ai.tierup.domain.answer.Attempts;
import ai.tierup.domain.answer.GivenAnswer;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.NativeRatio;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Usage;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldBound;
import ai.tierup.domain.wallet.Purse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BillTest {

    private static final Tier TIER = ChatFixture.tier(TierId.TIER_2);

    private static RequestMeter meter(TokenCounter counter) {
        return new RequestMeter(counter, ChatFixture.conversation(new Part.Text("one two three")));
    }

    private static TokenCounter words() {
        return new TokenCounter((text, limit) -> new StringTokenizer(text).countTokens());
    }

    private static Hold holdOf(HoldBound bound) {
        return new Hold(bound.amount(), bound.freeAllowance(), Purse.CASH, TierId.TIER_2, 0, LocalDate.EPOCH, Set.of());
    }

    private static Bill bill(RequestMeter meter, HoldBound bound, Attempt attempt) {
        return Bill.of(Attempts.NONE.with(attempt), Money.ofUsd("1"), meter, 0, bound, holdOf(bound));
    }

    private static Attempt attempt(Candidate candidate, String text, long reasoningBytes, @Nullable Usage usage) {
        return new Attempt(
                candidate,
                new GivenAnswer(text, List.of()),
                reasoningBytes,
                usage,
                FinishReason.STOP,
                null,
                null,
                Map.of());
    }

    private static Candidate candidate(int nativeRatioPermille) {
        return new Candidate(
                ProviderId.DEFAULT,
                "north/alpha",
                Set.of(),
                100_000,
                TIER.prices(),
                new NativeRatio(nativeRatioPermille));
    }

    @Test
    void theSameAnswerCostsTheSameWhateverItsCandidateCounts() {
        var bills = new ArrayList<Bill>();
        for (var family : new int[] {1_000, 770, 1_230, 1_450}) {
            var usage = new Usage(new TokenUsage(13_000 / family, 5_000 / family, 0), null);
            bills.add(bill(
                    meter(words()), new HoldBound(TIER, 1_000, 100), attempt(candidate(family), "a b c", 0, usage)));
        }

        assertThat(bills)
                .extracting(bill -> bill.costs().charged())
                .containsOnly(TIER.prices().costOf(3 + 4 + 3, 3));
        assertThat(bills).extracting(bill -> bill.consumption().nativeTokens()).doesNotHaveDuplicates();
    }

    @Test
    void aBillIsNeverAboveTheHoldAndItsOutputNeverAboveTheCap() {
        var random = new SplittableRandom(20_261_129);
        for (var i = 0; i < 20_000; i++) {
            var cap = random.nextInt(1, 400);
            var bound = new HoldBound(TIER, random.nextLong(10, 500), 500, cap);
            var reasoning = random.nextInt(500);
            var usage = random.nextBoolean() ? null : new Usage(new TokenUsage(9, 600, reasoning), Money.ZERO);
            var words = random.nextInt(500);
            var bill = bill(
                    meter(words()),
                    bound,
                    attempt(candidate(random.nextInt(500, 2_000)), "w ".repeat(words), random.nextInt(900), usage));

            var tokens = bill.consumption().tokens();
            assertThat(bill.aboveHold()).isFalse();
            assertThat(bound.amount().covers(bill.costs().charged())).isTrue();
            assertThat(tokens.completionTokens()).isLessThanOrEqualTo(cap);
            assertThat(tokens.completionTokens() - tokens.reasoningTokens()).isEqualTo(Math.min(words, cap));
            assertThat(bill.costs().charged())
                    .isEqualTo(TIER.prices().costOf(tokens.promptTokens(), tokens.completionTokens()));
        }
    }

    /** Only a counter that finds more tokens than bytes makes this possible. */
    @Test
    void whatIsCountedAboveTheHoldIsNotCharged() {
        var bound = new HoldBound(TIER, 100, 10);
        var bill = bill(
                meter(new TokenCounter((text, limit) -> 1_000)), bound, attempt(candidate(1_000), "text", 0, null));

        assertThat(bill.aboveHold()).isTrue();
        assertThat(bill.costs().charged()).isEqualTo(bound.amount());
    }

    @Test
    void theInputIsCountedOnce() {
        var counted = new ArrayList<String>();
        var meter = meter(new TokenCounter((text, limit) -> {
            counted.add(text);
            return 5;
        }));

        meter.run();
        assertThat(meter.inputTokens()).isEqualTo(3 + 4 + 5);
        assertThat(meter.blockTokens()).containsExactly(3L, 9L);
        assertThat(counted).containsExactly("one two three");
    }
}
