package ai.tierup.domain.payment;

/** The result of {@link FulfilTopUp}. */
public sealed interface Fulfilment {

    /**
     * The checkout belongs to an order.
     *
     * @param order the order in its present state, which is stored
     */
    record Matched(TopUpOrder order) implements Fulfilment {}

    /** The checkout does not exist, was not opened by this stage, or matches no order but was refunded in full. */
    record NotOurs() implements Fulfilment {}

    /** The checkout names an order of ours but does not match it. Nothing was booked, and an alarm was raised. */
    record Unmatched() implements Fulfilment {}
}
