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
 * Every place where a process can die, and every place where one call, of the store or of the provider of payments, can fail: each is
 * tried on its own, then a fresh process recovers, and all books must agree.
 */
final class CrashPoints {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    /** What the SDK sends again by itself, and is applied then, shows nothing when it comes alone. */
    private static final Set<Fault> FAULTS =
            EnumSet.of(Fault.DIES_BEFORE, Fault.DIES_AFTER, Fault.ANSWER_LOST, Fault.LATE, Fault.CONFLICT);

    private static final Set<Fault> DEATHS = EnumSet.of(Fault.DIES_BEFORE, Fault.DIES_AFTER);

    /** The faults that leave something else behind than no fault at all; the others are tried without a rival. */
    private static final Set<Fault> TOLD_APART = EnumSet.of(Fault.DIES_BEFORE, Fault.DIES_AFTER, Fault.LATE);

    private final String what;
    private final Scenario scenario;
    private int deaths;
    private int faults;

    private CrashPoints(String what, Scenario scenario) {
        this.what = what;
        this.scenario = scenario;
    }

    /**
     * What is done, and what goes before and after.
     *
     * @param again what a fresh process does after that, as the client, the timer, the provider or the operator would
     * @param rival what somebody else does meanwhile, undisturbed, between any two calls
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

        /** The same while {@code somebody} comes between. */
        Scenario against(Consumer<World> somebody) {
            return new Scenario(prepare, act, again, Optional.of(somebody));
        }

        /** The same while somebody else does it at the same time. */
        Scenario againstItself() {
            return against(world -> act.accept(world, world.operator));
        }
    }

    static void everywhere(String what, Scenario scenario) {
        var points = new CrashPoints(what, scenario);
        var last = scenario.rival().isPresent() ? points.calls() : 0;
        for (var place = 0; place < last; place++) {
            points.tryAll(TOLD_APART, place);
        }
        points.tryAll(FAULTS, last);
        assertThat(points.deaths).as("crash points of " + what).isPositive();
        System.out.printf("crash points of %s: %d, other faults: %d%n", what, points.deaths, points.faults);
    }

    /** How many there are when nothing goes wrong. */
    private int calls() {
        var attempt = new Attempt(Integer.MAX_VALUE, -1, Fault.NONE);
        attempt.act();
        return attempt.calls;
    }

    private void tryAll(Set<Fault> several, int placeOfTheRival) {
        for (var fault : several) {
            var number = 0;
            while (comesAt(number, fault, placeOfTheRival)) {
                number++;
            }
            deaths += DEATHS.contains(fault) ? number : 0;
            faults += DEATHS.contains(fault) ? 0 : number;
        }
    }

    /** Whether the scenario has so many calls. */
    private boolean comesAt(int number, Fault fault, int placeOfTheRival) {
        var attempt = new Attempt(placeOfTheRival, number, fault);
        var where = what + ", call " + number + ": " + fault + ", overtaken at " + placeOfTheRival;
        assertThat(attempt.act()).as(where).isEqualTo(!DEATHS.contains(fault) || attempt.calls <= number);
        attempt.expectNothingWrong(where);
        attempt.letTheRivalCome();
        attempt.expectNothingWrong(where + ", and the rival after it");
        attempt.recover(where);
        return attempt.calls > number;
    }

    private final class Attempt {

        private final World world = new World(NOON);
        private final int placeOfTheRival;
        private final int number;
        private final Fault fault;
        private int calls;

        Attempt(int placeOfTheRival, int number, Fault fault) {
            this.placeOfTheRival = placeOfTheRival;
            this.number = number;
            this.fault = fault;
            scenario.prepare().accept(world);
        }

        /** Whether the process survives. */
        boolean act() {
            Supplier<Fault> next = this::next;
            var network = new Network(request -> next(), request -> next(), next, () -> {});
            var process = world.boot(network, Duration.ZERO, new SplittableRandom(1));
            return ProcessLiveness.survives(
                    () -> unlessOutOfReach(() -> scenario.act().accept(world, process)));
        }

        /** At the latest when all is over. */
        void letTheRivalCome() {
            if (calls <= placeOfTheRival) {
                scenario.rival().ifPresent(rival -> rival.accept(world));
            }
        }

        private Fault next() {
            var call = calls++;
            if (call == placeOfTheRival) {
                scenario.rival().ifPresent(rival -> rival.accept(world));
            }
            return call == number ? fault : Fault.NONE;
        }

        void expectNothingWrong(String where) {
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
            assertThat(FinalCheck.of(world)).as(where).isEmpty();
            if (world.late.size() > 0) {
                while (world.late.size() > 0) {
                    world.late.deliver(0);
                }
                assertThat(FinalCheck.of(world)).as(where + ", and what was late").isEmpty();
            }
        }
    }

    /** Whoever asked is told so, or the timer or the provider comes again. */
    private static void unlessOutOfReach(Runnable act) {
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
