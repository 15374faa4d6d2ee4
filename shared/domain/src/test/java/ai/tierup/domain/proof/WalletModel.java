package ai.tierup.domain.proof;

import ai.tierup.domain.proof.Call.Append;
import ai.tierup.domain.proof.Call.Apply;
import ai.tierup.domain.proof.Call.Generate;
import ai.tierup.domain.proof.Call.Place;
import ai.tierup.domain.proof.Call.Raise;
import ai.tierup.domain.proof.Call.ReadCheckpoint;
import ai.tierup.domain.proof.Call.Roll;
import ai.tierup.domain.proof.Call.WriteCheckpoint;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.PlaceAnswer;
import ai.tierup.domain.wallet.Wallet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A model of requests and sweepers on one wallet. They run the service's own code and are suspended at every call to the store. Between
 * calls they may die, answers may be lost, and messages may arrive late. A call that the store's client repeats may arrive any number of
 * times, without an end. A placement arrives at most once, at any time.
 */
final class WalletModel implements Model<WalletState> {

    private final WalletScenario scenario;
    private final Protocol protocol;
    private final Effects effects;
    private final MessagePruner pruner;
    private final Interner<Call> calls = new Interner<>();
    private final Interner<Wallet> images = new Interner<>();
    private final Actors actors = new Actors(calls);
    private final WalletInvariants invariants;

    WalletModel(WalletScenario scenario, Protocol protocol) {
        this.scenario = scenario;
        this.protocol = protocol;
        this.effects = new Effects(protocol);
        this.pruner = new MessagePruner(protocol);
        this.invariants = new WalletInvariants(scenario.spenders(), this::afterAnUndisturbedSweep);
    }

    @Override
    public WalletState start() {
        var requests = scenario.programs(protocol).stream().map(actors::begin).toList();
        var sweepers = Collections.nCopies(scenario.sweepers(), actors.ended());
        var wallet = scenario.wallet();
        var start = new WalletState(
                effects.of(wallet),
                Messages.none(),
                requests,
                List.copyOf(sweepers),
                scenario.lostAnswers(),
                images.of(wallet));
        for (var request : requests) {
            start = sending(start, request);
        }
        return scenario.hasMidnight()
                ? start.with(start.messages().with(calls.of(new Roll(scenario.tomorrow()))))
                : start;
    }

    @Override
    public List<Step<WalletState>> steps(WalletState state) {
        var steps = new ArrayList<Step<WalletState>>();
        for (var i = 0; i < state.handlers().size(); i++) {
            addStepsOfHandler(i, state, steps);
        }
        for (var i = 0; i < state.sweepers().size(); i++) {
            addStepsOfSweeper(i, state, steps);
        }
        for (var message : state.messages().all()) {
            steps.add(new Step<>(pruner.prune(arrived(message, state)), "network", message));
        }
        if (scenario.auditor()) {
            var image = images.of(state.store().value().wallet());
            steps.add(new Step<>(state.withAudited(image), "auditor", "reads the wallet"));
        }
        return steps;
    }

    private void addStepsOfHandler(int index, WalletState state, List<Step<WalletState>> steps) {
        var handler = state.handlers().get(index);
        var who = "handler " + (index + 1);
        addStepsOf(handler, who, state, steps, next -> state.withHandler(index, next));
        if (state.answersToLose() > 0
                && handler.waitsFor()
                        .filter(call -> call.value() instanceof Place)
                        .isPresent()) {
            var next = handler.after(new PlaceAnswer.Unknown());
            steps.add(new Step<>(
                    sending(state.withAnswerLost().withHandler(index, next), next), who, "gives up the answer"));
        }
    }

    private void addStepsOfSweeper(int index, WalletState state, List<Step<WalletState>> steps) {
        var sweeper = state.sweepers().get(index);
        addStepsOf(sweeper, "sweeper", state, steps, next -> state.withSweeper(index, next));
        if (sweeper.hasEnded()) {
            var wallet = state.store().value().wallet();
            for (var key : wallet.holds().keySet()) {
                if (scenario.sweptEarly() || isOver(key, state)) {
                    steps.add(new Step<>(state.withSweeper(index, sweep(key, wallet)), "sweeper", "sees " + key));
                }
            }
        }
    }

    /** Adds the steps of every actor, which are to continue with an answer or to die. */
    private void addStepsOf(
            Actor actor,
            String who,
            WalletState state,
            List<Step<WalletState>> steps,
            Function<Actor, WalletState> becoming) {
        actor.waitsFor().ifPresent(call -> {
            if (!(call.value() instanceof Place) || state.messages().contains(call)) {
                var next = actor.after(effects.effect(state.store(), call).answer());
                steps.add(new Step<>(sending(arrived(call, becoming.apply(next)), next), who, call));
            }
            steps.add(new Step<>(becoming.apply(actors.ended()), who, "dies"));
        });
    }

    private WalletState arrived(Interned<Call> call, WalletState state) {
        var after = state.with(effects.effect(state.store(), call).store());
        return protocol.isRepeated(call.value())
                ? after
                : after.with(after.messages().without(call));
    }

    /** Sends the call at which {@code actor} is suspended. To die before that is the same as a message that never arrives. */
    private WalletState sending(WalletState state, Actor actor) {
        var message = actor.waitsFor().flatMap(call -> switch (call.value()) {
            case Place _, Append _, Apply _ -> Optional.of(call);
            case Generate(var key) -> Optional.of(calls.of(new WriteCheckpoint(key)));
            case ReadCheckpoint _, WriteCheckpoint _, Roll _, Raise _ -> Optional.empty();
        });
        return pruner.prune(
                message.map(sent -> state.with(state.messages().with(sent))).orElse(state));
    }

    /** Returns whether the handler that placed {@code key} is past its deadline, and has ended or is still settling. */
    private boolean isOver(HoldKey key, WalletState state) {
        var handler = state.handlers().get(scenario.indexOf(key.request()));
        return handler.waitsFor()
                .map(call -> call.value() instanceof Append || call.value() instanceof Apply)
                .orElse(true);
    }

    private Actor sweep(HoldKey key, Wallet image) {
        var hold = Objects.requireNonNull(image.holds().get(key));
        return actors.begin(new SweepHold(key, hold, image.version(), protocol));
    }

    @Override
    public Optional<String> violation(WalletState state) {
        return alarm(state)
                .or(() -> invariants.violation(state.store()))
                .or(() -> scenario.auditor()
                        ? WalletInvariants.audit(
                                state.audited().value(), state.store().value())
                        : Optional.empty());
    }

    private static Optional<String> alarm(WalletState state) {
        return Stream.concat(state.handlers().stream(), state.sweepers().stream())
                .flatMap(actor -> actor.waitsFor().stream())
                .filter(call -> call.value() instanceof Raise)
                .map(Interned::toString)
                .findFirst();
    }

    /** Returns the store after all actors have died, no message arrives any more, and one sweeper has run to its end. */
    private Store afterAnUndisturbedSweep(Interned<Store> store) {
        var swept = store;
        for (var key : store.value().wallet().holds().keySet()) {
            var sweeper = sweep(key, swept.value().wallet());
            while (sweeper.waitsFor()
                    .filter(call -> !(call.value() instanceof Raise))
                    .isPresent()) {
                var effect = effects.effect(swept, sweeper.waitsFor().get());
                swept = effect.store();
                sweeper = sweeper.after(effect.answer());
            }
        }
        return swept.value();
    }
}
