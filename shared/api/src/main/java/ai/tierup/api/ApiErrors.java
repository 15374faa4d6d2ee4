package ai.tierup.api;

import ai.tierup.domain.account.Scope;
import ai.tierup.domain.tier.TierId;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Creates the errors that do not come from the domain. */
public final class ApiErrors {

    private static final String TIERS =
            Arrays.stream(TierId.values()).map(TierId::publicName).collect(Collectors.joining(", "));

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String MISSING = "The field is missing.";

    /** All paths without an id. {@code OpenApiTest} compares them with the contract. */
    private static final String PATHS =
            "/v1/chat/completions, /v1/responses, /v1/messages, /v1/messages/count_tokens, /v1/tokens/count,"
                    + " /v1/models, /v1/tiers, /v1/status, /v1/sign-up, /v1/sign-up/verify, /v1/sign-up/proof,"
                    + " /v1/sessions, /v1/sessions/current, /v1/account, /v1/account/export, /v1/account/alerts,"
                    + " /v1/account/auto-top-up, /v1/account/models, /v1/account/responses, /v1/wallet,"
                    + " /v1/wallet/daily-limit, /v1/wallet/entries, /v1/wallet/top-ups, /v1/usage, /v1/usage/requests,"
                    + " /v1/usage/export, /v1/keys, /v1/teams and /v1/audit";

    private ApiErrors() {}

    public static ApiError invalidApiKey() {
        return ApiError.of(
                ErrorCode.INVALID_API_KEY,
                "The API key is missing, wrong or expired. Send it as \"Authorization: Bearer tu-…\".");
    }

    /** For a key or a session that an environment has accepted some seconds too long. */
    public static ApiError accountDeleted() {
        return ApiError.of(
                ErrorCode.INVALID_API_KEY,
                "The account was deleted. Nothing was changed. Its keys and sessions can no longer be used.");
    }

    public static ApiError sessionEnded() {
        return ApiError.of(ErrorCode.SESSION_ENDED, "The session has ended or expired. Sign in again.");
    }

    public static ApiError sessionRequired() {
        return ApiError.of(
                ErrorCode.SCOPE_MISSING,
                "Only somebody who has signed in may do this, whatever the scopes of a key. Nothing was changed. Sign"
                        + " in, and send the session.");
    }

    public static ApiError originNotAllowed() {
        return ApiError.of(
                ErrorCode.ORIGIN_NOT_ALLOWED,
                "A browser's session can be used only by the pages of this service. Nothing was changed. Send an API"
                        + " key with \"Authorization: Bearer tu-…\".");
    }

    public static ApiError wrongCode() {
        return ApiError.of(
                ErrorCode.WRONG_CODE,
                "The code is wrong, was used, or has expired. Try again, or ask for a new one. A challenge allows five"
                        + " tries.",
                "code");
    }

    /** @param wait until the next code may be sent or tried */
    public static ApiError tooManyCodes(Duration wait) {
        return ApiError.of(
                        ErrorCode.RATE_LIMIT_EXCEEDED,
                        "Too many codes were sent to this address or network today, or tried from it. Nothing was"
                                + " changed. Try again after midnight UTC.")
                .retryAfter(wait);
    }

    public static ApiError proofRequired() {
        return ApiError.of(
                ErrorCode.PROOF_REQUIRED,
                "Send the solution of a challenge from GET /v1/sign-up/proof, in base 64. Each solution is valid once,"
                        + " for ten minutes.",
                "proof");
    }

    public static ApiError visitorProofRequired() {
        return ApiError.of(
                ErrorCode.PROOF_REQUIRED,
                "Send the solution of a challenge from GET /try/start, in base 64, in the header x-tierup-proof. Each"
                        + " solution is valid once, for ten minutes.");
    }

    public static ApiError noVisitors() {
        return ApiError.of(
                ErrorCode.FREE_ALLOWANCE_REACHED,
                "The playground is closed to visitors without an account. Sign up to use it with your own credit.");
    }

    /**
     * @param max the most requests of a network in a day
     * @param wait until the next one is answered
     */
    public static ApiError tooManyVisits(int max, Duration wait) {
        return ApiError.of(
                        ErrorCode.RATE_LIMIT_EXCEEDED,
                        "Visitors from your network have sent " + max
                                + " requests today, which is the most. To go on now, sign up and use your own credit,"
                                + " or come back after 00:00 UTC.")
                .retryAfter(wait);
    }

    public static ApiError signUpNotSetUp() {
        return ApiError.of(
                ErrorCode.SERVICE_UNAVAILABLE,
                "Sign-up is not set up on this service. Its operator has to add a sender for mail.");
    }

    public static ApiError mailUnavailable() {
        return ApiError.of(
                ErrorCode.SERVICE_UNAVAILABLE,
                "The mail with your code could not be sent. Nothing was changed. Try again in a minute.");
    }

    public static ApiError scopeMissing(Scope scope) {
        return ApiError.of(
                ErrorCode.SCOPE_MISSING,
                "This API key lacks the scope " + scope.publicName() + ". Use a key that has it.");
    }

    /** For a key with limits of its own that asks for more money to spend. */
    public static ApiError keyHasLimits() {
        return ApiError.of(
                ErrorCode.RIGHTS_EXCEEDED,
                "A key with a limit in money or a team cannot change what its account may spend, or set automatic"
                        + " top-ups. Nothing was changed. Use a session, or a key without them.");
    }

    public static ApiError modelNotFound() {
        return ApiError.of(
                ErrorCode.MODEL_NOT_FOUND,
                "Unknown model. Use one of " + TIERS + ", or give this name a tier with PUT /v1/account/models.",
                "model");
    }

    public static ApiError notFound() {
        return ApiError.of(ErrorCode.NOT_FOUND, "Not found. Check the path and the id.");
    }

    public static ApiError unknownPath() {
        return ApiError.of(ErrorCode.NOT_FOUND, "This path does not exist. The API has " + PATHS + ".");
    }

    /** @param id the id of the response to which a client refers */
    public static ApiError previousResponseNotFound(String id) {
        return ApiError.of(
                ErrorCode.PREVIOUS_RESPONSE_NOT_FOUND,
                "Previous response with id '%s' not found. Responses are not stored. Leave the field out, and send the whole conversation in \"input\"."
                        .formatted(id),
                "previous_response_id");
    }

    /**
     * @param id the id of the output item to which a client refers
     * @param param the field with the reference
     */
    public static ApiError itemNotFound(String id, String param) {
        return ApiError.of(
                ErrorCode.ITEM_NOT_FOUND,
                "Item with id '%s' not found. Items can be referred to for 24 hours, unless \"store\" was false. Send the item itself. The AI SDK does so with providerOptions: {openai: {store: false}}."
                        .formatted(id),
                param);
    }

    public static ApiError webSocketNotSupported() {
        return ApiError.of(
                ErrorCode.WEBSOCKET_NOT_SUPPORTED,
                "This path is not offered by WebSocket. Send the request with POST, and \"stream\": true for a"
                        + " stream.");
    }

    /** @param allowed the methods that the path supports, in order */
    public static ApiError methodNotAllowed(Collection<String> allowed) {
        return new ApiError(
                ErrorCode.METHOD_NOT_ALLOWED,
                "This path does not support this method. It supports " + String.join(", ", allowed) + ".",
                null,
                null,
                List.copyOf(allowed));
    }

    public static ApiError requestTooLarge() {
        return ApiError.of(
                ErrorCode.REQUEST_TOO_LARGE,
                "The body is larger than 4 MiB without compression. Nothing was charged. Send fewer or smaller images,"
                        + " or less text.");
    }

    public static ApiError unsupportedMediaType() {
        return ApiError.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json.");
    }

    public static ApiError unsupportedContentEncoding() {
        return ApiError.of(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "The Content-Encoding is not supported or does not match the body. Send the body as it is, or"
                        + " compressed once with gzip or deflate (zlib).");
    }

    /** @param requestId the id by which support finds the request */
    public static ApiError internalError(String requestId) {
        return ApiError.of(
                ErrorCode.INTERNAL_ERROR,
                "An unexpected error occurred on our side. GET /v1/usage/requests shows whether you were charged."
                        + " Contact support with the request id " + requestId + ".");
    }

    /** For a request that failed before anything was charged: once a hold is placed, nothing that fails keeps its answer back. */
    public static ApiError serviceUnavailable() {
        return ApiError.of(
                ErrorCode.SERVICE_UNAVAILABLE,
                "TierUp is temporarily unavailable. Nothing was charged. Retry in a minute.");
    }

    public static ApiError tooManyTopUps() {
        return ApiError.of(
                        ErrorCode.RATE_LIMIT_EXCEEDED,
                        "This account starts too many top-ups. Nothing was charged, and checkouts that are open stay"
                                + " valid. Try again in a minute.")
                .retryAfter(Duration.ofMinutes(1));
    }

    public static ApiError paymentsNotSetUp() {
        return ApiError.of(
                ErrorCode.SERVICE_UNAVAILABLE,
                "Payments are not set up on this service. Nothing was charged. Its operator has to add the payment"
                        + " provider's keys.");
    }

    public static ApiError otherRequestWithIdempotencyKey() {
        return ApiError.of(
                ErrorCode.IDEMPOTENCY_MISMATCH,
                "This Idempotency-Key was already used with a different request body. You were not charged. Use a new"
                        + " key.",
                IDEMPOTENCY_KEY);
    }

    /** @param advice a sentence on what to send */
    public static ApiError missingField(String param, String advice) {
        return ApiError.of(ErrorCode.MISSING_FIELD, MISSING + " " + advice, param);
    }

    /** @param advice a sentence on what to send */
    public static ApiError invalidValue(String param, String advice) {
        return ApiError.of(ErrorCode.INVALID_VALUE, advice, param);
    }

    /** @param advice a sentence on what to do */
    static ApiError unsupported(String param, String advice) {
        return ApiError.of(ErrorCode.UNSUPPORTED_PARAMETER, advice, param);
    }

    /** @param advice a sentence on what is wrong with the JSON */
    static ApiError invalidJson(String advice) {
        return ApiError.of(ErrorCode.INVALID_JSON, advice);
    }
}
