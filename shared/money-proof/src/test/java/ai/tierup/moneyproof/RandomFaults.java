package ai.tierup.moneyproof;

import ai.tierup.simulators.dynamodb.Fault;
import ai.tierup.simulators.dynamodb.FaultPlan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Throws the dice for each request, and counts what came. */
final class RandomFaults {

    private static final int PERMILLE = 1000;
    private static final int FAULTY_PERMILLE = 90;
    private static final int FAULTY_PERMILLE_OF_PAYMENTS = 150;

    private final RandomGenerator random;
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> countsOfPayments = new EnumMap<>(Fault.class);
    private int unreached;

    RandomFaults(RandomGenerator random) {
        this.random = random;
    }

    /** Of the store. */
    Map<Fault, Integer> counts() {
        return counts;
    }

    Map<Fault, Integer> countsOfPayments() {
        return countsOfPayments;
    }

    FaultPlan retrying() {
        return among(List.of(Fault.values()));
    }

    /** Of the client that sends nothing twice. */
    FaultPlan once() {
        var faults = new ArrayList<>(List.of(Fault.values()));
        faults.remove(Fault.TWICE);
        return among(faults);
    }

    /** Of the provider of payments. */
    Supplier<Fault> payments() {
        return () -> {
            if (unreached > 0) {
                unreached--;
                countsOfPayments.merge(Fault.NOT_SENT, 1, Integer::sum);
                return Fault.NOT_SENT;
            }
            return draw(List.of(Fault.values()), FAULTY_PERMILLE_OF_PAYMENTS, countsOfPayments);
        };
    }

    /** The provider of payments is out of reach for so many questions. */
    void loseSightOfPayments(int questions) {
        unreached = questions;
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
