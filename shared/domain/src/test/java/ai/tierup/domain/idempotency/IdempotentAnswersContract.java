package ai.tierup.domain.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.answer.ClaimRefusal;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Contract of {@link IdempotentAnswers}. */
public abstract class IdempotentAnswersContract {

    protected static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final Instant CLAIM_ENDS = NOW.plus(Duration.ofMinutes(7));
    private static final Instant ANSWER_ENDS = NOW.plus(Duration.ofHours(24));
    private static final ClaimOutcome CLAIMED = new ClaimOutcome.Claimed();

    private static int accounts;

    private final AccountId account = new AccountId("keys-" + ++accounts);

    protected abstract IdempotentAnswers answers();

    protected final Claim claim(int owner, String body) {
        return claim(account, owner, body, CLAIM_ENDS);
    }

    private static Claim claim(AccountId account, int owner, String body, Instant expiresAt) {
        var request = IdempotentRequest.of(account, "order-7", body.getBytes(UTF_8));
        return new Claim(request.orElseThrow(), RequestId.of(NOW, owner), expiresAt);
    }

    private static KeptAnswer answer(@Nullable Integer loweredCap, FinishReason finish, AnswerDelta... deltas) {
        var createdAt = NOW.plusMillis(123);
        return new KeptAnswer(
                new AnswerHead(RequestId.of(NOW, 77), TierId.TIER_3, createdAt, loweredCap),
                List.of(deltas),
                new AnswerEnd(finish, new TokenUsage(41, 12, 5), createdAt.plusSeconds(2)));
    }

    protected static KeptAnswer saying(String text) {
        return answer(null, FinishReason.STOP, new AnswerDelta.Text(text));
    }

    private ClaimOutcome refusal(ClaimRefusal reason) {
        return new ClaimOutcome.Refused(reason);
    }

    @Test
    void aFreeKeyIsClaimedByOneAndInProgressForOthers() {
        assertThat(answers().claim(claim(1, "a"), NOW)).isEqualTo(CLAIMED);

        assertThat(answers().claim(claim(2, "a"), NOW.plusSeconds(9)))
                .isEqualTo(refusal(new ClaimRefusal.InProgress(NOW)));
        assertThat(answers().claim(claim(2, "b"), NOW)).isEqualTo(refusal(new ClaimRefusal.OtherRequest()));
    }

    @Test
    void theOwnerCanRepeatItsClaim() {
        answers().claim(claim(1, "a"), NOW);

        assertThat(answers().claim(claim(1, "a"), NOW)).isEqualTo(CLAIMED);
    }

    @Test
    void aKeptAnswerIsReturnedForTheSameBodyOnly() {
        answers().claim(claim(1, "a"), NOW);
        var answer = saying("Hello");

        assertThat(answers().keep(claim(1, "a"), answer, ANSWER_ENDS)).isTrue();

        assertThat(answers().claim(claim(2, "a"), NOW)).isEqualTo(new ClaimOutcome.Answered(answer));
        assertThat(answers().claim(claim(1, "a"), NOW)).isEqualTo(new ClaimOutcome.Answered(answer));
        assertThat(answers().claim(claim(2, "b"), NOW)).isEqualTo(refusal(new ClaimRefusal.OtherRequest()));
    }

    @Test
    void everyPartOfAnAnswerIsKept() {
        var answer = answer(
                256,
                FinishReason.TOOL_CALLS,
                new AnswerDelta.Text("Grüße, 東京 😀"),
                new AnswerDelta.Text(""),
                new AnswerDelta.Text("cut \ud83d"),
                new AnswerDelta.ToolCall(0, "call_a", "get_time", ""),
                new AnswerDelta.ToolCall(0, null, null, "{\"zone\":"),
                new AnswerDelta.ToolCall(1, "call_b", "get_time", "{}"),
                new AnswerDelta.ToolCall(0, null, null, "\"UTC\"}"));
        answers().claim(claim(1, "a"), NOW);
        answers().keep(claim(1, "a"), answer, ANSWER_ENDS);

        assertThat(answers().claim(claim(2, "a"), NOW)).isEqualTo(new ClaimOutcome.Answered(answer));
    }

    @Test
    void anAnswerWithoutDeltasIsKept() {
        var silent = answer(null, FinishReason.LENGTH);
        answers().claim(claim(1, "a"), NOW);
        answers().keep(claim(1, "a"), silent, ANSWER_ENDS);

        assertThat(answers().claim(claim(2, "a"), NOW)).isEqualTo(new ClaimOutcome.Answered(silent));
    }

    @Test
    void aLongAnswerThatCompressesIsKept() {
        var answer = saying("the same thing over and over, ".repeat(9_000));
        answers().claim(claim(1, "a"), NOW);
        answers().keep(claim(1, "a"), answer, ANSWER_ENDS);

        assertThat(answers().claim(claim(2, "a"), NOW)).isEqualTo(new ClaimOutcome.Answered(answer));
    }

    @Test
    void anAnswerThatIsTooLargeIsMarkedAsAnswered() {
        var noise = new Random(7)
                .ints(250_000, 0x4e00, 0x9fa5)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        answers().claim(claim(1, "a"), NOW);

        assertThat(answers().keep(claim(1, "a"), saying(noise.toString().repeat(2)), ANSWER_ENDS))
                .isTrue();

        assertThat(answers().claim(claim(2, "a"), NOW)).isEqualTo(refusal(new ClaimRefusal.AnswerTooLarge()));
        assertThat(answers().claim(claim(2, "b"), NOW)).isEqualTo(refusal(new ClaimRefusal.OtherRequest()));
        assertThat(answers().claim(claim(2, "a"), ANSWER_ENDS)).isEqualTo(CLAIMED);
    }

    @Test
    void aFreedKeyCanBeClaimedAgainButAnAnswerIsNotFreed() {
        answers().claim(claim(1, "a"), NOW);
        answers().free(claim(1, "a"));

        assertThat(answers().claim(claim(2, "b"), NOW)).isEqualTo(CLAIMED);
        answers().keep(claim(2, "b"), saying("Hello"), ANSWER_ENDS);
        answers().free(claim(2, "b"));
        assertThat(answers().claim(claim(3, "b"), NOW)).isEqualTo(new ClaimOutcome.Answered(saying("Hello")));
    }

    @Test
    void anExpiredClaimIsFreeAndItsOwnerCanNoLongerKeepAnAnswer() {
        answers().claim(claim(1, "a"), NOW);

        assertThat(answers().claim(claim(2, "a"), CLAIM_ENDS.minusSeconds(1)))
                .isEqualTo(refusal(new ClaimRefusal.InProgress(NOW)));
        assertThat(answers().claim(claim(2, "b"), CLAIM_ENDS)).isEqualTo(CLAIMED);
        assertThat(answers().keep(claim(1, "a"), saying("late"), ANSWER_ENDS)).isFalse();
        answers().free(claim(1, "a"));
        assertThat(answers().claim(claim(3, "b"), NOW)).isEqualTo(refusal(new ClaimRefusal.InProgress(NOW)));
    }

    @Test
    void nothingIsKeptWithoutAClaim() {
        assertThat(answers().keep(claim(1, "a"), saying("Hello"), ANSWER_ENDS)).isFalse();

        assertThat(answers().claim(claim(2, "a"), NOW)).isEqualTo(CLAIMED);
    }

    @Test
    void anExpiredAnswerIsForgotten() {
        answers().claim(claim(1, "a"), NOW);
        answers().keep(claim(1, "a"), saying("Hello"), ANSWER_ENDS);

        assertThat(answers().claim(claim(2, "a"), ANSWER_ENDS.minusSeconds(1)))
                .isInstanceOf(ClaimOutcome.Answered.class);
        assertThat(answers().claim(claim(2, "b"), ANSWER_ENDS)).isEqualTo(CLAIMED);
    }

    @Test
    void theSameKeyOfAnotherAccountIsIndependent() {
        var stranger = new AccountId("stranger-" + account.value());
        answers().claim(claim(1, "a"), NOW);

        assertThat(answers().claim(claim(stranger, 2, "b", CLAIM_ENDS), NOW)).isEqualTo(CLAIMED);
    }

    @Test
    void onlyOneOfTwentyConcurrentClaimsSucceeds() throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var claims = IntStream.range(0, 20)
                    .<Callable<ClaimOutcome>>mapToObj(owner -> () -> answers().claim(claim(owner, "a"), NOW))
                    .toList();

            var outcomes = threads.invokeAll(claims).stream()
                    .map(claim -> claim.resultNow())
                    .toList();

            assertThat(outcomes).filteredOn(CLAIMED::equals).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(refusal(new ClaimRefusal.InProgress(NOW))::equals)
                    .hasSize(19);
        }
    }
}
