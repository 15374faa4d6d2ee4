package ai.tierup.moneyproof;

import ai.tierup.simulators.dynamodb.Fault;
import ai.tierup.simulators.dynamodb.FaultPlan;
import java.util.function.Supplier;

/**
 * What becomes of all that one process sends.
 *
 * @param once what it sends to the store once
 * @param retrying all else that it sends to the store
 * @param payments what it asks the provider of payments
 * @param others what others do while an answer of that provider is under way
 */
record Network(FaultPlan once, FaultPlan retrying, Supplier<Fault> payments, Runnable others) {

    static Network undisturbed() {
        return new Network(FaultPlan.none(), FaultPlan.none(), () -> Fault.NONE, () -> {});
    }
}
