package ai.tierup.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started, to be ended in the opposite order, each part whatever becomes of the others. */
final class Parts implements AutoCloseable {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
        started.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("tierup: a part did not end cleanly: " + e);
            }
        }
    }
}
