package ai.tierup.moneyproof;

import ai.tierup.simulators.dynamodb.Fault;
import ai.tierup.simulators.dynamodb.FaultPlan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Draws a random fault for each request, and counts them. */
final class RandomFaults {

    private static final int PERMILLE = 1000;
    private static final int FAULTY_PERMILLE = 90;
    private static final int PAYMENT_FAULTY_PERMILLE = 150;

    private final RandomGenerator random;
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> paymentCounts = new EnumMap<>(Fault.class);
    private int outageCalls;

    RandomFaults(RandomGenerator random) {
        this.random = random;
    }

    /** The number of each fault of the store. */
    Map<Fault, Integer> counts() {
        return counts;
    }

    Map<Fault, Integer> paymentCounts() {
        return paymentCounts;
    }

    FaultPlan retrying() {
        return among(List.of(Fault.values()));
    }

    /** The faults of the client that sends nothing twice. */
    FaultPlan once() {
        var faults = new ArrayList<>(List.of(Fault.values()));
        faults.remove(Fault.TWICE);
        return among(faults);
    }

    /** The faults of the payment provider. */
    Supplier<Fault> payments() {
        return () -> {
            if (outageCalls > 0) {
                outageCalls--;
                paymentCounts.merge(Fault.NOT_SENT, 1, Integer::sum);
                return Fault.NOT_SENT;
            }
            return draw(List.of(Fault.values()), PAYMENT_FAULTY_PERMILLE, paymentCounts);
        };
    }

    /** Makes the payment provider unreachable for the next {@code calls} calls. */
    void startPaymentOutage(int calls) {
        outageCalls = calls;
    }

    private FaultPlan among(List<Fault> faults) {
        return request -> draw(faults, FAULTY_PERMILLE, counts);
    }

    private Fault draw(List<Fault> faults, int permille, Map<Fault, Integer> counts) {
        var fault = random.nextInt(PERMILLE) < permille ? faults.get(random.nextInt(faults.size())) : Fault.NONE;
        counts.merge(fault, 1, Integer::sum);
        return fault;
    }
}
