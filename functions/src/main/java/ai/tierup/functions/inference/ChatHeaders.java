package ai.tierup.functions.inference;

/** Our own headers on chat answers. */
final class ChatHeaders {

    /** The output cap, when the wallet affords less than was asked for. */
    static final String MAX_TOKENS = "x-tierup-max-tokens";

    /** What a whole answer cost. */
    static final String COST = "x-tierup-cost-usd";

    /** On an answer that the same request has had before. */
    static final String REPLAYED = "idempotent-replayed";

    private ChatHeaders() {}
}
