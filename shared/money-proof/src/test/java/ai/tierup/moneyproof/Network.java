package ai.tierup.moneyproof;

import ai.tierup.simulators.dynamodb.Fault;
import ai.tierup.simulators.dynamodb.FaultPlan;
import java.util.function.Supplier;

/**
 * The faults of all calls of one process.
 *
 * @param once faults of the calls that it sends to the store once
 * @param retrying faults of all other calls to the store
 * @param payments faults of the calls to the payment provider
 * @param others lets others act while an answer of that provider is under way
 */
record Network(FaultPlan once, FaultPlan retrying, Supplier<Fault> payments, Runnable others) {

    static Network undisturbed() {
        return new Network(FaultPlan.none(), FaultPlan.none(), () -> Fault.NONE, () -> {});
    }
}
