package ai.tierup.simulators.dynamodb;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Requests that are still under way, to the store or to another, while their senders have given them up. */
public final class LateRequests {

    private final List<Runnable> underWay = new ArrayList<>();

    public void add(Runnable request) {
        underWay.add(request);
    }

    public int size() {
        return underWay.size();
    }

    /** One of them arrives. Whatever the store answers, nobody hears it. */
    public void deliver(int index) {
        try {
            underWay.remove(index).run();
        } catch (DynamoDbException e) {
            // A refusal that nobody waits for.
        }
    }
}
