package ai.tierup.moneyproof;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.books.AuditAccount.Depth;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.simulators.dynamodb.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Repeats a scenario with a fault at each of its calls to the store or the payment provider, including the death of the process. After
 * each fault, a fresh process recovers, and all books must agree.
 */
final class CrashPoints {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    /** The faults that are tried. Others make the SDK send again and succeed, so a single one changes nothing. */
    private static final Set<Fault> FAULTS =
            EnumSet.of(Fault.DIES_BEFORE, Fault.DIES_AFTER, Fault.ANSWER_LOST, Fault.LATE, Fault.CONFLICT);

    private static final Set<Fault> DEATHS = EnumSet.of(Fault.DIES_BEFORE, Fault.DIES_AFTER);

    /** The faults that leave another state behind than no fault. The others are tried without a rival only. */
    private static final Set<Fault> FAULTS_WITH_RIVAL = EnumSet.of(Fault.DIES_BEFORE, Fault.DIES_AFTER, Fault.LATE);

    private static final int NO_CALL = -1;

    private final String what;
    private final Scenario scenario;
    private int deaths;
    private int faults;

    private CrashPoints(String what, Scenario scenario) {
        this.what = what;
        this.scenario = scenario;
    }

    /**
     * An action with its preparation and its recovery.
     *
     * @param again what a fresh process does afterwards, as the client, the timer, the provider or the operator would
     * @param rival what somebody else does between two of the calls, without faults
     */
    record Scenario(
            Consumer<World> prepare,
            BiConsumer<World, ServiceProcess> act,
            BiConsumer<World, ServiceProcess> again,
            Optional<Consumer<World>> rival) {

        Scenario(
                Consumer<World> prepare,
                BiConsumer<World, ServiceProcess> act,
                BiConsumer<World, ServiceProcess> again) {
            this(prepare, act, again, Optional.empty());
        }

        static Scenario of(Consumer<World> prepare, BiConsumer<World, ServiceProcess> act) {
            return new Scenario(prepare, act, (world, process) -> {});
        }

        static Scenario repeated(Consumer<World> prepare, BiConsumer<World, ServiceProcess> act) {
            return new Scenario(prepare, act, act);
        }

        /** Returns this scenario with {@code somebody} as its rival. */
        Scenario against(Consumer<World> somebody) {
            return new Scenario(prepare, act, again, Optional.of(somebody));
        }

        /** Returns this scenario with its own action as the rival. */
        Scenario againstItself() {
            return against(world -> act.accept(world, world.operator));
        }
    }

    static void interruptEverywhere(String what, Scenario scenario) {
        var points = new CrashPoints(what, scenario);
        var last = scenario.rival().isPresent() ? points.calls() : 0;
        for (var place = 0; place < last; place++) {
            points.tryAll(FAULTS_WITH_RIVAL, place);
        }
        points.tryAll(FAULTS, last);
        assertThat(points.deaths).as("crash points of " + what).isPositive();
        System.out.printf("crash points of %s: %d, other faults: %d%n", what, points.deaths, points.faults);
    }

    /** Lets the rival act between any two calls, without faults. For actions of so many calls that not every fault can be tried at each. */
    static void raceEverywhere(String what, Scenario scenario) {
        var points = new CrashPoints(what, scenario);
        var calls = points.calls();
        for (var place = 0; place <= calls; place++) {
            points.tryFault(NO_CALL, Fault.NONE, place);
        }
        System.out.printf("races with %s: %d%n", what, calls);
    }

    /** The number of calls without a fault. */
    private int calls() {
        var attempt = new Attempt(Integer.MAX_VALUE, NO_CALL, Fault.NONE);
        attempt.act();
        return attempt.calls;
    }

    private void tryAll(Set<Fault> kinds, int rivalAt) {
        for (var fault : kinds) {
            var number = 0;
            while (tryFault(number, fault, rivalAt)) {
                number++;
            }
            deaths += DEATHS.contains(fault) ? number : 0;
            faults += DEATHS.contains(fault) ? 0 : number;
        }
    }

    /**
     * Runs the scenario with {@code fault} at call {@code number}.
     *
     * @return whether it has that many calls
     */
    private boolean tryFault(int number, Fault fault, int rivalAt) {
        var attempt = new Attempt(rivalAt, number, fault);
        var where = what + ", call " + number + ": " + fault + ", rival at call " + rivalAt;
        assertThat(attempt.act()).as(where).isEqualTo(!DEATHS.contains(fault) || attempt.calls <= number);
        attempt.expectConsistent(where);
        attempt.runPendingRival();
        attempt.expectConsistent(where + ", after the rival");
        attempt.recover(where);
        return attempt.calls > number;
    }

    private final class Attempt {

        private final World world = new World(NOON);
        private final int rivalAt;
        private final int number;
        private final Fault fault;
        private int calls;

        Attempt(int rivalAt, int number, Fault fault) {
            this.rivalAt = rivalAt;
            this.number = number;
            this.fault = fault;
            scenario.prepare().accept(world);
        }

        /**
         * Runs the action.
         *
         * @return whether the process survived
         */
        boolean act() {
            Supplier<Fault> next = this::next;
            var network = new Network(request -> next(), request -> next(), next, () -> {});
            var process = world.boot(network, Duration.ZERO, new SplittableRandom(1));
            return ProcessLiveness.survives(
                    () -> ignoringOutages(() -> scenario.act().accept(world, process)));
        }

        /** Runs the rival if the calls ended before its turn. */
        void runPendingRival() {
            if (calls <= rivalAt) {
                scenario.rival().ifPresent(rival -> rival.accept(world));
            }
        }

        private Fault next() {
            var call = calls++;
            if (call == rivalAt) {
                scenario.rival().ifPresent(rival -> rival.accept(world));
            }
            return call == number ? fault : Fault.NONE;
        }

        void expectConsistent(String where) {
            for (var account : world.accounts) {
                assertThat(world.operator.auditAccount.audit(account, Depth.EVERYTHING))
                        .as(where)
                        .isEmpty();
            }
            assertThat(ProviderComparison.unfounded(world)).as(where).isEmpty();
        }

        void recover(String where) {
            world.pass(ServiceProcess.HOLD_LIFE);
            scenario.again().accept(world, world.boot(Network.undisturbed(), Duration.ZERO, new SplittableRandom(2)));
            assertThat(FinalCheck.run(world)).as(where).isEmpty();
            if (world.late.size() > 0) {
                while (world.late.size() > 0) {
                    world.late.deliver(0);
                }
                assertThat(FinalCheck.run(world))
                        .as(where + ", after late requests")
                        .isEmpty();
            }
        }
    }

    /** Runs {@code act}. An outage is reported to the caller, or the timer or the provider tries again. */
    private static void ignoringOutages(Runnable act) {
        try {
            act.run();
        } catch (PaymentsUnavailable e) {
            return;
        } catch (SdkException e) {
            assertThat(e instanceof SdkClientException || e instanceof TransactionConflictException)
                    .as(e.toString())
                    .isTrue();
        }
    }
}
