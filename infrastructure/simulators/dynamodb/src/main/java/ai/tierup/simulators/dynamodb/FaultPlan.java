package ai.tierup.simulators.dynamodb;

import java.util.ArrayDeque;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** Decides the fate of each request, in the order in which they are sent. */
@FunctionalInterface
public interface FaultPlan {

    Fault next(DynamoDbRequest request);

    /** Nothing goes wrong. */
    static FaultPlan none() {
        return request -> Fault.NONE;
    }

    /** Those faults one after the other, then none. */
    static FaultPlan of(Fault... faults) {
        var queue = new ArrayDeque<>(List.of(faults));
        return request -> queue.isEmpty() ? Fault.NONE : queue.removeFirst();
    }

    /** One fault, at the request with this number, counted from 0: to go through all places where something can happen. */
    static FaultPlan at(int number, Fault fault) {
        var sent = new int[1];
        return request -> sent[0]++ == number ? fault : Fault.NONE;
    }

    /** One of {@code faults} in so many of a thousand requests. */
    static FaultPlan random(RandomGenerator random, int permille, List<Fault> faults) {
        return request -> random.nextInt(1000) < permille ? faults.get(random.nextInt(faults.size())) : Fault.NONE;
    }
}
