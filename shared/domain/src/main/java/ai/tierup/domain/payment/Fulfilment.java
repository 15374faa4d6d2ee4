package ai.tierup.domain.payment;

/** What became of a checkout that was looked at. */
public sealed interface Fulfilment {

    /** @param order as it stands now: what it says is durable */
    record Matched(TopUpOrder order) implements Fulfilment {}

    /** There is no such checkout, or somebody else asked for it. */
    record NotOurs() implements Fulfilment {}

    /** It says that it is ours, and does not fit what we know. Nothing was booked, and the operator was told. */
    record Unmatched() implements Fulfilment {}
}
