package ai.tierup.dynamodb.proof;

import ai.tierup.dynamodb.simulation.Fault;
import ai.tierup.dynamodb.simulation.FaultPlan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Throws the dice for each request, and counts what came. */
final class RandomFaults {

    private static final int PERMILLE = 1000;
    private static final int FAULTY_PERMILLE = 90;

    private final RandomGenerator random;
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);

    RandomFaults(RandomGenerator random) {
        this.random = random;
    }

    Map<Fault, Integer> counts() {
        return counts;
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

    private FaultPlan among(List<Fault> faults) {
        return request -> {
            var fault =
                    random.nextInt(PERMILLE) < FAULTY_PERMILLE ? faults.get(random.nextInt(faults.size())) : Fault.NONE;
            counts.merge(fault, 1, Integer::sum);
            return fault;
        };
    }
}
