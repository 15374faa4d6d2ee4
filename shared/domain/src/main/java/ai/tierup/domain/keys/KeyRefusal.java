package ai.tierup.domain.keys;

/** The reason a key or a team cannot be created, changed, revoked or removed. Nothing was changed. */
public sealed interface KeyRefusal {

    /** The account has no wallet, so there is nothing to spend. */
    record NoWallet() implements KeyRefusal {}

    /** @param max the most keys and teams of one account whose spending is counted */
    record TooManyLimitedKeys(int max) implements KeyRefusal {}

    /** @param max the most keys of one account that are not revoked */
    record TooManyKeys(int max) implements KeyRefusal {}

    /** @param max the most teams of one account */
    record TooManyTeams(int max) implements KeyRefusal {}

    record UnknownTeam() implements KeyRefusal {}

    /** The team cannot be removed, because it still has a key that is not revoked. */
    record TeamHasKeys() implements KeyRefusal {}

    /** There is no such key, or it is revoked and cannot be changed. */
    record UnknownKey() implements KeyRefusal {}

    /** The key has, or would have, more rights than the requester. */
    record BeyondOwnRights() implements KeyRefusal {}
}
