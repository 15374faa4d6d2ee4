package ai.tierup.moneyproof;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The actions of a {@link Simulation}, with their relative frequencies. */
enum SimulatedAction {
    PLACE(30),
    GENERATE(12),
    CHECKPOINT(6),
    FAIL_OVER(3),
    SETTLE(26),
    KEYED_REQUEST(8),
    SWEEP(5),
    RESET(3),
    TIME_PASSES(10),
    DAILY_LIMIT(4),
    KEY_COUNTED(2),
    KEY_FORGOTTEN(1),
    BUDGET(3),
    TOP_UP(2),
    AUTO_TOP_UP(3),
    PAYMENT_PROGRESS(6),
    EVENT(10),
    CUSTOMER_RETURNS(1),
    RECONCILE(2),
    PROVIDER_OUTAGE(1),
    OPERATOR_BOOKING(3),
    OPERATOR_FREEZE(1),
    OPERATOR_THAW(5),
    ACCOUNT_OPENED(1),
    SIGN_UP(4),
    CREDITS(4),
    CUSTOMER_ADDS(4),
    DELETION(2),
    REFUND_OF_DELETED(1),
    LATE_ARRIVAL(8),
    PROCESS_REPLACED(1),
    AUDIT(4);

    private static final int TOTAL =
            Arrays.stream(values()).mapToInt(action -> action.weight).sum();

    private final int weight;

    SimulatedAction(int weight) {
        this.weight = weight;
    }

    static SimulatedAction next(RandomGenerator random) {
        var at = random.nextInt(TOTAL);
        for (var action : values()) {
            at -= action.weight;
            if (at < 0) {
                return action;
            }
        }
        throw new IllegalStateException("The weights come to " + TOTAL);
    }
}
