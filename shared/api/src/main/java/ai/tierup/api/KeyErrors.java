package ai.tierup.api;

import ai.tierup.domain.keys.KeyRefusal;

/** Translates refusals to create, change or revoke a key into errors of the catalogue. */
public final class KeyErrors {

    private KeyErrors() {}

    public static ApiError of(KeyRefusal refusal) {
        return switch (refusal) {
            case KeyRefusal.NoWallet() -> ApiErrors.invalidApiKey();
            case KeyRefusal.UnknownKey() -> ApiErrors.notFound();
            case KeyRefusal.TooManyLimitedKeys(var max) ->
                ApiError.of(
                        ErrorCode.TOO_MANY_KEYS,
                        "This account already has " + max
                                + " keys with a daily limit or a monthly budget, which is the maximum. Nothing was changed."
                                + " Revoke one of them, or leave the limits out.");
            case KeyRefusal.TooManyKeys(var max) ->
                ApiError.of(
                        ErrorCode.TOO_MANY_KEYS,
                        "This account already has " + max
                                + " keys, which is the maximum. Nothing was changed. Revoke one of them.");
            case KeyRefusal.BeyondOwnRights() ->
                ApiError.of(
                        ErrorCode.RIGHTS_EXCEEDED,
                        "An API key can create, change and revoke only keys with no more rights than its own: scopes, tiers, limits and"
                                + " lifetime. Nothing was changed. Ask for less, or use a key with more rights.");
        };
    }
}
