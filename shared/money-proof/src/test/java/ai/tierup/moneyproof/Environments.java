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

/** The processes that live at a time, each with the requests it has open; whoever dies is replaced, and its requests are gone. */
final class Environments {

    private static final int AT_A_TIME = 3;

    /** Most clocks are right, some are an hour or a day out. */
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
    private final List<ServiceProcess> living = new ArrayList<>();
    private final Map<ServiceProcess, List<OpenRequest>> open = new HashMap<>();
    private final Set<ServiceProcess> busy = new HashSet<>();
    private int booted;

    /** @param beforeEachCall what others do while a process waits for the store, or for the provider of payments */
    Environments(World world, RandomFaults faults, SplittableRandom random, Runnable beforeEachCall) {
        this.world = world;
        this.faults = faults;
        this.random = random;
        this.beforeEachCall = beforeEachCall;
        for (var number = 0; number < AT_A_TIME; number++) {
            living.add(boot());
        }
    }

    int booted() {
        return booted;
    }

    List<OpenRequest> openIn(ServiceProcess process) {
        return open.computeIfAbsent(process, fresh -> new ArrayList<>());
    }

    /** Lets one of those that are not waiting for the store do something. */
    void letOneDo(Consumer<ServiceProcess> what) {
        var idle = living.stream().filter(process -> !busy.contains(process)).toList();
        if (idle.isEmpty()) {
            return;
        }
        var one = idle.get(random.nextInt(idle.size()));
        busy.add(one);
        try {
            what.accept(one);
        } finally {
            busy.remove(one);
        }
    }

    void replace(ServiceProcess dead) {
        open.remove(dead);
        living.set(living.indexOf(dead), boot());
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
