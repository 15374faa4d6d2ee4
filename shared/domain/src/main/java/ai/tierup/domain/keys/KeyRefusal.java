package ai.tierup.domain.keys;

/** The reason a key cannot be created, changed or revoked. Nothing was changed. */
public sealed interface KeyRefusal {

    /** The account has no wallet, so there is nothing to spend. */
    record NoWallet() implements KeyRefusal {}

    /** @param max the most keys of one account whose spending is counted */
    record TooManyLimitedKeys(int max) implements KeyRefusal {}

    /** @param max the most keys of one account that are not revoked */
    record TooManyKeys(int max) implements KeyRefusal {}

    /** There is no such key, or it is revoked and cannot be changed. */
    record UnknownKey() implements KeyRefusal {}

    /** The key has, or would have, more rights than the requester. */
    record BeyondOwnRights() implements KeyRefusal {}
}
