package ai.tierup.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes resources in the reverse order of their creation. A failure does not keep the others from being closed. */
final class Closer implements AutoCloseable {

    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T resource) {
        resources.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                System.err.println("tierup: a component did not stop cleanly: " + e);
            }
        }
    }
}
