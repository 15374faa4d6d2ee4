package ai.tierup.moneyproof;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** What can happen next, and how often it does. */
enum SimulatedAction {
    PLACE(30),
    GENERATE(12),
    CHECKPOINT(6),
    SETTLE(26),
    SWEEP(5),
    RESET(3),
    TIME_PASSES(10),
    DAILY_LIMIT(4),
    KEY_COUNTED(2),
    KEY_FORGOTTEN(1),
    BUDGET(3),
    TOP_UP(2),
    PAYMENT_GOES_ON(6),
    EVENT(10),
    CUSTOMER_COMES_BACK(1),
    RECONCILE(2),
    PROVIDER_OUT_OF_REACH(1),
    BOOKED_BY_HAND(3),
    FROZEN_BY_HAND(1),
    THAWED_BY_HAND(5),
    ACCOUNT_OPENED(1),
    LATE_ARRIVAL(8),
    PROCESS_REPLACED(1),
    AUDIT(4);

    private static final int TOTAL =
            Arrays.stream(values()).mapToInt(happening -> happening.weight).sum();

    private final int weight;

    SimulatedAction(int weight) {
        this.weight = weight;
    }

    static SimulatedAction next(RandomGenerator random) {
        var at = random.nextInt(TOTAL);
        for (var happening : values()) {
            at -= happening.weight;
            if (at < 0) {
                return happening;
            }
        }
        throw new IllegalStateException("The weights come to " + TOTAL);
    }
}
