package ai.tierup.domain.keys;

/** The reason a key cannot be created or limited. Nothing was changed. */
public sealed interface KeyRefusal {

    /** The account has no wallet, so there is nothing to spend. */
    record NoWallet() implements KeyRefusal {}

    /** @param max the most keys of one account whose spending is counted */
    record TooManyLimitedKeys(int max) implements KeyRefusal {}

    record UnknownKey() implements KeyRefusal {}
}
