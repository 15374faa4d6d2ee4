package ai.tierup.simulators.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Requests that are still in flight, to the store or another service, although their senders have given up on them. */
public final class LateRequests {

    private final List<Runnable> inFlight = new ArrayList<>();

    public void add(Runnable request) {
        inFlight.add(request);
    }

    public int size() {
        return inFlight.size();
    }

    /** Delivers one of the requests and discards the answer. */
    public void deliver(int index) {
        try {
            inFlight.remove(index).run();
        } catch (DynamoDbException e) {
            // Nobody waits for the answer.
        }
    }

    /** Delivers any one of the requests, if there are some. */
    public void deliverAny(RandomGenerator random) {
        if (!inFlight.isEmpty()) {
            deliver(random.nextInt(inFlight.size()));
        }
    }
}
