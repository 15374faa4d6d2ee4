package ai.tierup.api;

import ai.tierup.domain.keys.KeyRefusal;

/** Translates refusals to create, change, revoke or remove a key or a team into errors of the catalogue. */
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
                                + " keys and teams with a daily limit or a monthly budget, which is the maximum. Nothing was changed."
                                + " Revoke or remove one of them, or leave the limits out.");
            case KeyRefusal.TooManyKeys(var max) ->
                ApiError.of(
                        ErrorCode.TOO_MANY_KEYS,
                        "This account already has " + max
                                + " keys, which is the maximum. Nothing was changed. Revoke one of them.");
            case KeyRefusal.TooManyTeams(var max) ->
                ApiError.of(
                        ErrorCode.TOO_MANY_KEYS,
                        "This account already has " + max
                                + " teams, which is the maximum. Nothing was changed. Remove one of them.");
            case KeyRefusal.UnknownTeam() -> ApiErrors.notFound();
            case KeyRefusal.TeamHasKeys() ->
                ApiErrors.invalidValue(
                        "name",
                        "The team still has keys. Nothing was changed. Revoke them or move them to another team first.");
            case KeyRefusal.BeyondOwnRights() ->
                ApiError.of(
                        ErrorCode.RIGHTS_EXCEEDED,
                        "An API key can create, change and revoke only keys with no more rights than its own: scopes, tiers, limits, lifetime"
                                + " and team. A key with limits or a team cannot change teams. Nothing was changed. Ask for less, or use a"
                                + " key with more rights.");
        };
    }
}
