package ai.tierup.simulators.dynamodb;

import java.util.ArrayDeque;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** Decides the {@link Fault} of each request, in the order in which they are sent. */
@FunctionalInterface
public interface FaultPlan {

    Fault next(DynamoDbRequest request);

    /** A plan without faults. */
    static FaultPlan none() {
        return request -> Fault.NONE;
    }

    /** A plan with these faults for the first requests, and none afterwards. */
    static FaultPlan of(Fault... faults) {
        var queue = new ArrayDeque<>(List.of(faults));
        return request -> queue.isEmpty() ? Fault.NONE : queue.removeFirst();
    }

    /** A plan with one fault at the request with this number, counted from 0. Tests use it to let every request fail once. */
    static FaultPlan at(int number, Fault fault) {
        var sent = new int[1];
        return request -> sent[0]++ == number ? fault : Fault.NONE;
    }

    /** A plan in which {@code permille} of a thousand requests get a random one of {@code faults}. */
    static FaultPlan random(RandomGenerator random, int permille, List<Fault> faults) {
        return request -> random.nextInt(1000) < permille ? faults.get(random.nextInt(faults.size())) : Fault.NONE;
    }
}
