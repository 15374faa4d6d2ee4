package ai.tierup.functions.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.anthropic.AnthropicMessages;
import ai.tierup.api.ApiError;
import ai.tierup.api.ApiErrors;
import ai.tierup.api.ErrorCode;
import ai.tierup.api.FieldNames;
import ai.tierup.api.PaceErrors;
import ai.tierup.api.RefusalErrors;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.domain.account.Pace;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.answer.ClaimRefusal;
import ai.tierup.domain.conversation.FileProblem;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.keys.KeyPace;
import ai.tierup.domain.keys.PaceState;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.ListPrices;
import ai.tierup.domain.tier.NativeRatio;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TokenLimits;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.wallet.PlaceRefusal;
import ai.tierup.openai.chat.OpenAiChat;
import ai.tierup.openai.responses.OpenAiResponses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every error that ends a request for an answer says what that means for the customer's money, in each API. Errors about fields and keys get
 * their sentence from {@code RequestErrors}, which has its own test.
 */
class MoneyInErrorsTest {

    private static final String MONEY = "(?s).*(You were not charged|Nothing was charged|You were charged \\$"
            + "|used \\$[0-9.]+ of today's free allowance|It is charged once|answered and charged before"
            + "|shows whether you were charged).*";

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final RequestId ID = RequestId.of(NOW, 1);
    private static final TokenPrices PRICES = TokenPrices.ofUsdPerMillion("1", "2");
    private static final Tier TIER = new Tier(
            TierId.TIER_2,
            "balance",
            PRICES,
            new ListPrices(PRICES, null, List.of()),
            new TokenLimits(128_000, 4_096, 16_384),
            Set.of(),
            List.of(new Candidate(ProviderId.DEFAULT, "north/alpha", Set.of(), 32_768, PRICES, NativeRatio.ONE)));

    private static List<PlaceRefusal> placeRefusals() {
        var refusals = new ArrayList<PlaceRefusal>(List.of(
                new PlaceRefusal.NoWallet(),
                new PlaceRefusal.Frozen(Set.of("operator")),
                new PlaceRefusal.InDebt(Money.ofUsd("1")),
                new PlaceRefusal.TooManyHolds(128),
                new PlaceRefusal.DailyLimitReached(Money.ofUsd("1")),
                new PlaceRefusal.FreeAllowanceReached(),
                new PlaceRefusal.KeyGone(),
                new PlaceRefusal.TeamGone(),
                new PlaceRefusal.InsufficientFunds(Money.ZERO, Money.ofUsd("1"), 0),
                new PlaceRefusal.LedgerBusy(),
                new PlaceRefusal.Unbalanced()));
        Arrays.stream(Window.values()).map(PlaceRefusal.BudgetReached::new).forEach(refusals::add);
        // Visitors of the playground have no money here.
        EnumSet.complementOf(EnumSet.of(Pool.PLAYGROUND)).stream()
                .map(PlaceRefusal.GuardrailReached::new)
                .forEach(refusals::add);
        return refusals;
    }

    private static List<ClaimRefusal> claimRefusals() {
        return List.of(
                new ClaimRefusal.InProgress(NOW),
                new ClaimRefusal.OtherRequest(),
                new ClaimRefusal.AnswerTooLarge(),
                new ClaimRefusal.AnswerUnreadable(),
                new ClaimRefusal.StoreFailed());
    }

    private static List<ChatRefusal> refusals() {
        var refusals = new ArrayList<ChatRefusal>(List.of(
                new ChatRefusal.TierNotAllowed(TIER),
                ChatRefusal.ContextTooLong.upstream(TIER),
                new ChatRefusal.ContentPolicy(),
                new ChatRefusal.NotAccepted(),
                new ChatRefusal.UpstreamUnavailable(),
                new ChatRefusal.UpstreamTimeout(),
                new ChatRefusal.UpstreamSilent()));
        placeRefusals().stream().map(ChatRefusal.NotPlaced::new).forEach(refusals::add);
        claimRefusals().stream().map(ChatRefusal.NotClaimed::new).forEach(refusals::add);
        Arrays.stream(Capability.values())
                .map(missing -> new ChatRefusal.Unsupported(TIER, Set.of(missing)))
                .forEach(refusals::add);
        Arrays.stream(FileProblem.values())
                .map(problem -> new ChatRefusal.FileRefused("input", problem))
                .forEach(refusals::add);
        for (var cause : UpstreamFailure.values()) {
            refusals.add(new ChatRefusal.AnswerInterrupted(cause, Money.ofUsd("0.01"), Money.ZERO));
            refusals.add(new ChatRefusal.AnswerInterrupted(cause, Money.ZERO, Money.ofUsd("0.01")));
        }
        return refusals;
    }

    static Stream<ApiError> errors() {
        var fields = new FieldNames("model", "input", "tools", "format", "effort");
        var words = new RefusalErrors(fields, ID.publicName(), NOW);
        var tooFast = Arrays.stream(Pace.values())
                .map(reached -> PaceErrors.of(
                        new KeyPace.Outcome.Refused(new PaceState(List.of()), reached, 1, Duration.ofSeconds(1))));
        var ours = Stream.of(ApiErrors.serviceUnavailable(), ApiErrors.internalError(ID.publicName()));
        return Stream.of(refusals().stream().map(words::of), tooFast, ours)
                .flatMap(errors -> errors)
                // It is not known whose money it would have been.
                .filter(error -> error.code() != ErrorCode.INVALID_API_KEY);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void itSaysWhatItMeansForTheMoneyInEachApi(ApiError error) {
        for (var api : List.<InferenceApi>of(new OpenAiChat(), new OpenAiResponses(), new AnthropicMessages())) {
            assertThat(new String(api.error(error, ID).body(), UTF_8))
                    .as(api.path())
                    .matches(MONEY);
        }
    }

    @Test
    void everyKindOfRefusalIsAmongThem() {
        var kinds = new HashSet<Class<?>>();
        for (var refusal : refusals()) {
            kinds.add(refusal.getClass());
            switch (refusal) {
                case ChatRefusal.NotPlaced(var reason) -> kinds.add(reason.getClass());
                case ChatRefusal.NotClaimed(var reason) -> kinds.add(reason.getClass());
                default -> {}
            }
        }
        for (var refusal : List.of(ChatRefusal.class, PlaceRefusal.class, ClaimRefusal.class)) {
            assertThat(kinds).contains(refusal.getPermittedSubclasses());
        }
    }
}
