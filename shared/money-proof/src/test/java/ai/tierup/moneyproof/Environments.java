package ai.tierup.moneyproof;

import ai.tierup.simulators.dynamodb.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The running processes, each with its open requests. A process that dies is replaced, and its requests are lost. */
final class Environments {

    private static final int PROCESSES = 3;

    /** Differences of the clocks from the right time. */
    private static final List<Duration> SKEWS = List.of(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofSeconds(2),
            Duration.ofSeconds(-2),
            Duration.ofHours(1),
            Duration.ofHours(-1),
            Duration.ofDays(1),
            Duration.ofDays(-1));

    private final World world;
    private final RandomFaults faults;
    private final SplittableRandom random;
    private final Runnable beforeEachCall;
    private final List<ServiceProcess> running = new ArrayList<>();
    private final Map<ServiceProcess, List<OpenRequest>> open = new HashMap<>();
    private final Set<ServiceProcess> busy = new HashSet<>();
    private int booted;

    /** @param beforeEachCall lets others act while a process waits for the store or the payment provider */
    Environments(World world, RandomFaults faults, SplittableRandom random, Runnable beforeEachCall) {
        this.world = world;
        this.faults = faults;
        this.random = random;
        this.beforeEachCall = beforeEachCall;
        for (var number = 0; number < PROCESSES; number++) {
            running.add(boot());
        }
    }

    int booted() {
        return booted;
    }

    List<OpenRequest> openIn(ServiceProcess process) {
        return open.computeIfAbsent(process, fresh -> new ArrayList<>());
    }

    /** Runs {@code action} on a random process that is not waiting for a call. */
    void runOnIdle(Consumer<ServiceProcess> action) {
        var idle = running.stream().filter(process -> !busy.contains(process)).toList();
        if (idle.isEmpty()) {
            return;
        }
        var one = idle.get(random.nextInt(idle.size()));
        busy.add(one);
        try {
            action.accept(one);
        } finally {
            busy.remove(one);
        }
    }

    void replace(ServiceProcess dead) {
        open.remove(dead);
        running.set(running.indexOf(dead), boot());
    }

    private ServiceProcess boot() {
        booted++;
        var network =
                new Network(disturbed(faults.once()), disturbed(faults.retrying()), faults.payments(), beforeEachCall);
        return world.boot(network, SKEWS.get(random.nextInt(SKEWS.size())), random.split());
    }

    private FaultPlan disturbed(FaultPlan plan) {
        return request -> {
            beforeEachCall.run();
            return plan.next(request);
        };
    }
}
