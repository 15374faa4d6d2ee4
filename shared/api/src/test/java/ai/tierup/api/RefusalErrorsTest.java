package ai.tierup.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.Window;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.answer.ClaimRefusal;
import ai.tierup.domain.conversation.FileProblem;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.ListPrices;
import ai.tierup.domain.tier.NativeRatio;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TokenLimits;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.wallet.PlaceRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalErrorsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final FieldNames FIELDS =
            new FieldNames("model", "messages", "tools", "response_format", "reasoning_effort");

    private static ApiError errorOf(ClaimRefusal reason) {
        return new RefusalErrors(FIELDS, "req_0000000000000000", NOW).of(new ChatRefusal.NotClaimed(reason));
    }

    @ParameterizedTest
    @CsvSource({"-3600000, 1000", "0, 1000", "400, 1000", "4500, 4500", "30000, 30000", "240000, 30000"})
    void aRequestInProgressMayBeRetriedAfterTheTimeItHasTaken(long runningMillis, long retryAfterMillis) {
        var error = errorOf(new ClaimRefusal.InProgress(NOW.minusMillis(runningMillis)));

        assertThat(error.code()).isEqualTo(ErrorCode.IDEMPOTENCY_IN_PROGRESS);
        assertThat(error.param()).isEqualTo("Idempotency-Key");
        assertThat(error.retryAfter()).isEqualTo(Duration.ofMillis(retryAfterMillis));
        assertThat(error.forbidsRetry()).isFalse();
        assertThat(error.invitesRetry()).isTrue();
    }

    @Test
    void aKeyThatCannotBeAnsweredForbidsARetryAndSaysWhy() {
        var otherRequest = errorOf(new ClaimRefusal.OtherRequest());
        var tooLarge = errorOf(new ClaimRefusal.AnswerTooLarge());
        var unreadable = errorOf(new ClaimRefusal.AnswerUnreadable());

        assertThat(otherRequest.message()).contains("different request body");
        assertThat(tooLarge.message()).contains("300 KB", "charged");
        assertThat(unreadable.message()).contains("cannot be given again", "charged");
        for (var error : new ApiError[] {otherRequest, tooLarge, unreadable}) {
            assertThat(error.code()).isEqualTo(ErrorCode.IDEMPOTENCY_MISMATCH);
            assertThat(error.param()).isEqualTo("Idempotency-Key");
            assertThat(error.forbidsRetry()).isTrue();
            assertThat(error.invitesRetry()).isFalse();
        }
    }

    @Test
    void aFailedClaimMayBeRetried() {
        var error = errorOf(new ClaimRefusal.StoreFailed());

        assertThat(error.code()).isEqualTo(ErrorCode.UPSTREAM_UNAVAILABLE);
        assertThat(error.retryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(error.forbidsRetry()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "TIMED_OUT      | 0.000855 | 0       | The answer took too long and was cut off. You were charged"
                        + " $0.000855000 for the input and what was generated. A retry is a new request, with a charge of"
                        + " its own. Ask for a shorter answer.",
                "UNAVAILABLE    | 0.000855 | 0       | The answer broke off before it was complete. You were charged"
                        + " $0.000855000 for the input and what was generated. A retry is a new request, with a charge of"
                        + " its own.",
                "CONTENT_POLICY | 0        | 0.00004 | The answer was stopped because of its content. What was"
                        + " generated used $0.000040000 of today's free allowance. A retry is a new request, with a charge"
                        + " of its own."
            })
    void anInterruptedAnswerSaysWhatWasChargedAndForbidsARetry(
            UpstreamFailure cause, String charged, String allowanceUsed, String message) {
        var interrupted = new ChatRefusal.AnswerInterrupted(cause, Money.ofUsd(charged), Money.ofUsd(allowanceUsed));

        var error = new RefusalErrors(FIELDS, "req_0000000000000000", NOW).of(interrupted);

        assertThat(error.code()).isEqualTo(ErrorCode.ANSWER_INTERRUPTED);
        assertThat(error.message()).isEqualTo(message);
        assertThat(error.forbidsRetry()).isTrue();
        assertThat(error.retryAfter()).isNull();
    }

    @Test
    void whatWasNotChargedSaysSoAndMayBeRetried() {
        for (var refusal : new ChatRefusal[] {
            new ChatRefusal.UpstreamUnavailable(), new ChatRefusal.UpstreamTimeout(), new ChatRefusal.UpstreamSilent()
        }) {
            var error = new RefusalErrors(FIELDS, "req_0000000000000000", NOW).of(refusal);

            assertThat(error.message()).contains("You were not charged.");
            assertThat(error.forbidsRetry()).isFalse();
        }
    }

    @Test
    void aConversationThatIsTooLongIsRefusedInTheWordsThatOtherLibrariesMatch() {
        var prices = TokenPrices.ofUsdPerMillion("1", "2");
        var candidate = new Candidate(ProviderId.DEFAULT, "north/alpha", Set.of(), 32_768, prices, NativeRatio.ONE);
        var limits = new TokenLimits(128_000, 4_096, 16_384);
        var tier = new Tier(
                TierId.TIER_2,
                "balance",
                prices,
                new ListPrices(prices, null, List.of()),
                limits,
                Set.of(),
                List.of(candidate));

        var error = new RefusalErrors(FIELDS, "req_0000000000000000", NOW)
                .of(new ChatRefusal.ContextTooLong(tier, 200_001));

        assertThat(error.code()).isEqualTo(ErrorCode.CONTEXT_LENGTH_EXCEEDED);
        assertThat(error.message()).contains("maximum context length is 128000 tokens", "You were not charged.");
    }

    @Test
    void everyProblemOfAFileHasItsOwnWordsAndNamesTheField() {
        var messages = new HashSet<String>();
        for (var problem : FileProblem.values()) {
            var error = new RefusalErrors(FIELDS, "req_0000000000000000", NOW)
                    .of(new ChatRefusal.FileRefused("messages[0].content[1].image_url.url", problem));

            assertThat(error.code()).isEqualTo(ErrorCode.INVALID_VALUE);
            assertThat(error.param()).isEqualTo("messages[0].content[1].image_url.url");
            assertThat(error.message()).contains("You were not charged.");
            messages.add(error.message());
        }
        assertThat(messages).hasSameSizeAs(FileProblem.values());
    }

    @Test
    void anErrorNamesAFieldAsTheApiDoes() {
        var fields = new FieldNames("class", "input", "tools", "format", "effort");

        var error = new RefusalErrors(fields, "req_0000000000000000", NOW).of(new ChatRefusal.ContentPolicy());

        assertThat(error.param()).isEqualTo("input");
    }

    @ParameterizedTest
    @CsvSource({"DAY, PT12H, daily limit", "MONTH, PT156H, monthly budget"})
    void aBudgetThatIsUsedUpInvitesARetryWhenItsWindowEnds(Window window, Duration retryAfter, String name) {
        var error = new RefusalErrors(FIELDS, "req_0000000000000000", NOW)
                .of(new ChatRefusal.NotPlaced(new PlaceRefusal.BudgetReached(window)));

        assertThat(error.retryAfter()).isEqualTo(retryAfter);
        assertThat(error.message()).contains("the " + name + " of this API key");
    }
}
