package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that do not fit into the context of each candidate of their tier. Each word is a token. */
class CandidateContextTest {

    private static final Candidate FIRST =
            ChatFixture.tier(TierId.TIER_2).candidates().getFirst();
    private static final Candidate SECOND =
            ChatFixture.tier(TierId.TIER_2).candidates().getLast();

    /** The slug of the candidate that is asked first for an answer of at most 1,000 tokens to 2,000 words. */
    private static String asked(Candidate first, Candidate second) {
        var mapping = TestTiers.mapping();
        var chat = new ChatFixture(
                Money.ofUsd("25"),
                Map.of(),
                TestTiers.with(mapping, TestTiers.withCandidates(mapping.tier(TierId.TIER_2), first, second)));
        for (var candidate : List.of(first, second)) {
            chat.upstream.script(
                    candidate.slug(),
                    say(new TextDelta("Hello")),
                    say(new Finished(FinishReason.STOP)),
                    say(new Ended()));
        }
        chat.complete(ChatFixture.saying(TierId.TIER_2, "word ".repeat(2_000)));
        return chat.upstream.requests.stream()
                .map(UpstreamRequest::candidate)
                .map(Candidate::slug)
                .findFirst()
                .orElseThrow();
    }

    /** The native tokens that the request and its answer may have for a candidate. */
    private static int needed(Candidate candidate) {
        return candidate.nativeRatio().nativeTokens(2_000 + FRAME_TOKENS) + candidate.nativeCap(1_000);
    }

    /** What the counter adds to the words. */
    private static final int FRAME_TOKENS = 7;

    @ParameterizedTest
    @CsvSource({"-1, -1, north/alpha-2", "-1, 0, south/beta-2", "0, -1, north/alpha-2", "0, 0, north/alpha-2"})
    void aCandidateWhoseContextIsTooSmallIsPassedOver(int moreOfFirst, int moreOfSecond, String asked) {
        var first = TestTiers.withContext(FIRST, needed(FIRST) + moreOfFirst);
        var second = TestTiers.withContext(SECOND, needed(SECOND) + moreOfSecond);

        assertThat(asked(first, second)).isEqualTo(asked);
    }
}
