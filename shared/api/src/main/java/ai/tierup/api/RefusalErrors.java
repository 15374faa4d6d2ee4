package ai.tierup.api;

import ai.tierup.domain.account.Window;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.answer.ClaimRefusal;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.wallet.PlaceRefusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Translates refusals of the domain into errors of the catalogue.
 *
 * @param fields the field names of the client's API
 * @param requestId the public id of the request
 * @param now the time from which retry delays are computed; limits reset at midnight UTC, monthly ones at the end of the month
 */
public record RefusalErrors(FieldNames fields, String requestId, Instant now) {

    private static final Duration MIN_RETRY_DELAY = Duration.ofSeconds(1);
    private static final Duration BUSY_RETRY_DELAY = Duration.ofSeconds(5);

    /** Some clients ignore a longer delay. */
    private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(30);

    private static final String BUSY = "The service is busy. You were not charged. Retry in a few seconds.";

    public ApiError of(ChatRefusal refusal) {
        return wording(refusal).because(refusal);
    }

    private ApiError wording(ChatRefusal refusal) {
        return switch (refusal) {
            case ChatRefusal.NotPlaced(var reason) -> of(reason);
            case ChatRefusal.NotClaimed(var reason) -> of(reason);
            case ChatRefusal.TierNotAllowed(var tier) ->
                ApiError.of(
                        ErrorCode.TIER_NOT_ALLOWED,
                        "This API key is not allowed to use " + tier.id().publicName()
                                + ". You were not charged. Use another key or another tier.",
                        fields.model());
            case ChatRefusal.ContextTooLong(var tier, var tokens) ->
                ApiError.of(
                        ErrorCode.CONTEXT_LENGTH_EXCEEDED,
                        // Clients look for these words to know that they have to shorten the conversation.
                        "This model's maximum context length is %d tokens, and the conversation is longer. You were not charged. Shorten it."
                                .formatted(tier.limits().contextTokens()),
                        fields.conversation());
            case ChatRefusal.Unsupported(var tier, var missing) ->
                ApiErrors.unsupported(
                        paramOf(missing.iterator().next()),
                        "%s does not offer %s. You were not charged. Ask for a tier that does."
                                .formatted(tier.id().publicName(), names(missing)));
            case ChatRefusal.FileRefused(var field, var problem) -> FileErrors.of(field, problem);
            case ChatRefusal.ContentPolicy() ->
                ApiError.of(
                        ErrorCode.CONTENT_POLICY_VIOLATION,
                        "The request was refused because of its content. You were not charged. Change the conversation and send it"
                                + " again.",
                        fields.conversation());
            case ChatRefusal.NotAccepted() ->
                ApiErrors.invalidValue(
                        fields.conversation(),
                        "No model of this tier accepted the request. You were not charged. Check the order of roles, the tool"
                                + " schemas and the response format.");
            case ChatRefusal.UpstreamUnavailable() ->
                unavailable(
                        "No model in this tier is available right now. You were not charged. Retry in a few seconds.");
            case ChatRefusal.UpstreamTimeout() ->
                ApiError.of(
                        ErrorCode.UPSTREAM_TIMEOUT,
                        "The answer took too long. You were not charged. Ask for a shorter answer, or stream it.");
            case ChatRefusal.UpstreamSilent() ->
                ApiError.of(
                                ErrorCode.UPSTREAM_TIMEOUT,
                                "No model in this tier began to answer in time. You were not charged. Retry in a few"
                                        + " seconds.")
                        .retryAfter(BUSY_RETRY_DELAY);
            case ChatRefusal.AnswerInterrupted interrupted -> of(interrupted);
        };
    }

    private static ApiError of(ChatRefusal.AnswerInterrupted interrupted) {
        var whatHappened = switch (interrupted.cause()) {
            case TIMED_OUT -> "The answer took too long and was cut off.";
            case CONTENT_POLICY -> "The answer was stopped because of its content.";
            case UNAVAILABLE, SILENT, REFUSED_US, MODEL_REFUSED, UNSUPPORTED, CONTEXT_TOO_LONG, INVALID_REQUEST ->
                "The answer broke off before it was complete.";
        };
        var money = interrupted.charged().isZero()
                ? "What was generated used $" + interrupted.allowanceUsed().usd() + " of today's free allowance."
                : "You were charged $" + interrupted.charged().usd() + " for the input and what was generated.";
        var advice = interrupted.cause() == UpstreamFailure.TIMED_OUT ? " Ask for a shorter answer." : "";
        return ApiError.of(
                ErrorCode.ANSWER_INTERRUPTED,
                whatHappened + " " + money + " A retry is a new request, with a charge of its own." + advice);
    }

    private ApiError of(PlaceRefusal reason) {
        return switch (reason) {
            case PlaceRefusal.NoWallet() -> ApiErrors.invalidApiKey();
            case PlaceRefusal.Frozen frozen ->
                ApiError.of(
                        ErrorCode.ACCOUNT_FROZEN,
                        "The account is frozen. You were not charged. GET /v1/wallet shows the reason. Contact"
                                + " support.");
            case PlaceRefusal.InDebt(var owed) ->
                ApiError.of(
                        ErrorCode.ACCOUNT_FROZEN,
                        "The wallet is $" + owed.usd() + " below zero. You were not charged. Top up to continue.");
            case PlaceRefusal.TooManyHolds(var limit) ->
                ApiError.of(
                                ErrorCode.TOO_MANY_CONCURRENT_REQUESTS,
                                "This account already has " + limit
                                        + " requests running, which is the maximum. You were not charged. Wait until"
                                        + " one has ended.")
                        .retryAfter(MIN_RETRY_DELAY);
            case PlaceRefusal.DailyLimitReached(var limit) ->
                ApiError.of(
                                ErrorCode.DAILY_LIMIT_REACHED,
                                "This request could exceed the account's daily limit of $" + limit.usd()
                                        + ". You were not charged. Raise the limit, ask for fewer tokens, or retry"
                                        + " after 00:00 UTC.")
                        .retryAfter(untilMidnight());
            case PlaceRefusal.FreeAllowanceReached() ->
                ApiError.of(
                                ErrorCode.FREE_ALLOWANCE_REACHED,
                                "Today's free allowance does not cover this request. You were not charged. Use tier-2,"
                                        + " or retry after 00:00 UTC.")
                        .retryAfter(untilMidnight());
            case PlaceRefusal.BudgetReached(var window) ->
                ApiError.of(
                                ErrorCode.BUDGET_REACHED,
                                "This request could exceed the " + nameOf(window)
                                        + " of this API key or its team. You were not charged. Raise the limit, use"
                                        + " another key, or ask for fewer tokens.")
                        .retryAfter(untilEndOf(window));
            case PlaceRefusal.KeyGone() -> ApiErrors.invalidApiKey();
            case PlaceRefusal.TeamGone() -> unavailable(BUSY);
            case PlaceRefusal.InsufficientFunds(var available, var required, var affordableOutputTokens) ->
                ApiError.of(
                        ErrorCode.INSUFFICIENT_QUOTA,
                        "The wallet has $%s, enough for %d output tokens after this input. This request can cost up to $%s. You were not charged. Top up, or ask for fewer tokens."
                                .formatted(available.usd(), affordableOutputTokens, required.usd()));
            case PlaceRefusal.GuardrailReached(var pool) -> exhausted(pool).retryAfter(untilMidnight());
            case PlaceRefusal.LedgerBusy() -> unavailable(BUSY);
            case PlaceRefusal.Unbalanced() -> ApiErrors.internalError(requestId);
        };
    }

    private static ApiError exhausted(Pool pool) {
        return switch (pool) {
            case TIER_1 ->
                ApiError.of(
                        ErrorCode.FREE_ALLOWANCE_REACHED,
                        "Today's free capacity is used up. You were not charged. Use tier-2, or retry after 00:00 UTC.");
            case PLAYGROUND ->
                ApiError.of(
                        ErrorCode.FREE_ALLOWANCE_REACHED,
                        "Today's free budget of the playground is used up. It is there again at 00:00 UTC. To go on now, sign up"
                                + " and use your own credit.");
            case SUBSIDY, GRANT, PLATFORM ->
                ApiError.of(
                        ErrorCode.DAILY_GUARDRAIL_REACHED,
                        "The service's daily spending limit has been reached. You were not charged."
                                + " Retry after 00:00 UTC.");
        };
    }

    private ApiError of(ClaimRefusal reason) {
        return switch (reason) {
            case ClaimRefusal.InProgress(var since) ->
                ApiError.of(
                                ErrorCode.IDEMPOTENCY_IN_PROGRESS,
                                "A request with this Idempotency-Key is still running. It is charged once. Retry later to get its answer.",
                                ApiErrors.IDEMPOTENCY_KEY)
                        .retryAfter(retryDelay(since));
            case ClaimRefusal.OtherRequest() -> ApiErrors.otherRequestWithIdempotencyKey();
            case ClaimRefusal.AnswerTooLarge() ->
                mismatch("This request was answered and charged before, and its answer was too large to be kept (over"
                        + " 300 KB compressed). To have it answered and charged again, send it with a new"
                        + " Idempotency-Key.");
            case ClaimRefusal.AnswerUnreadable() ->
                mismatch("This request was answered and charged before, and its answer cannot be given again."
                        + " To have it answered and charged again, send it with a new Idempotency-Key.");
            case ClaimRefusal.StoreFailed() -> unavailable(BUSY);
        };
    }

    private static ApiError mismatch(String message) {
        return ApiError.of(ErrorCode.IDEMPOTENCY_MISMATCH, message, ApiErrors.IDEMPOTENCY_KEY);
    }

    /** Scales the delay with the time already spent: clients that retry only twice would otherwise give up after two seconds. */
    private Duration retryDelay(Instant startedAt) {
        var running = Duration.between(startedAt, now);
        if (running.compareTo(MIN_RETRY_DELAY) < 0) {
            return MIN_RETRY_DELAY;
        }
        return running.compareTo(MAX_RETRY_DELAY) > 0 ? MAX_RETRY_DELAY : running;
    }

    private static ApiError unavailable(String message) {
        return ApiError.of(ErrorCode.UPSTREAM_UNAVAILABLE, message).retryAfter(BUSY_RETRY_DELAY);
    }

    private static String nameOf(Window window) {
        return switch (window) {
            case DAY -> "daily limit";
            case MONTH -> "monthly budget";
        };
    }

    private Duration untilMidnight() {
        return untilEndOf(Window.DAY);
    }

    private Duration untilEndOf(Window window) {
        var end = window.endOf(LocalDate.ofInstant(now, ZoneOffset.UTC));
        return Duration.between(now, end.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private String paramOf(Capability capability) {
        return switch (capability) {
            case TOOLS -> fields.tools();
            case JSON_SCHEMA -> fields.responseFormat();
            case VISION -> fields.conversation();
            case REASONING_EFFORT -> fields.reasoningEffort();
        };
    }

    private static String names(Collection<Capability> capabilities) {
        return capabilities.stream().map(Capability::publicName).collect(Collectors.joining(", "));
    }
}
