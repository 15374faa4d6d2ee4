package ai.tierup.simulators.stripe;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Decides which answers of the API get a fault. */
final class Faults {

    private static final int MAX_SECONDS = 60;

    private int left;
    private Fault fault = Fault.SERVER_ERROR;
    private String path = "";
    private CountDownLatch held = new CountDownLatch(1);

    synchronized void set(int times, Fault kind, String pathPrefix) {
        left = times;
        fault = kind;
        path = pathPrefix;
    }

    synchronized void end() {
        left = 0;
        held.countDown();
        held = new CountDownLatch(1);
    }

    synchronized Optional<Fault> next(String requested) {
        if (left == 0 || !requested.startsWith(path)) {
            return Optional.empty();
        }
        left--;
        return Optional.of(fault);
    }

    void hold() throws InterruptedException {
        latch().await(MAX_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized CountDownLatch latch() {
        return held;
    }
}
