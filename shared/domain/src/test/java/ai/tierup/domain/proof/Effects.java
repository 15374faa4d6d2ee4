package ai.tierup.domain.proof;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.proof.Call.Append;
import ai.tierup.domain.proof.Call.Apply;
import ai.tierup.domain.proof.Call.Generate;
import ai.tierup.domain.proof.Call.Place;
import ai.tierup.domain.proof.Call.Raise;
import ai.tierup.domain.proof.Call.ReadCheckpoint;
import ai.tierup.domain.proof.Call.Roll;
import ai.tierup.domain.proof.Call.WriteCheckpoint;
import ai.tierup.domain.wallet.DayRoll;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WriteAnswer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The effects of calls on the store. Each is computed once by the protocol and then cached. */
final class Effects {

    private final Protocol protocol;
    private final Interner<Store> known = new Interner<>();
    private final Map<Arrival, Effect> effects = new HashMap<>();

    Effects(Protocol protocol) {
        this.protocol = protocol;
    }

    private record Arrival(Interned<Store> store, Interned<Call> call) {}

    /**
     * The effect of a call.
     *
     * @param store the store after the call
     * @param answer the answer to the caller
     */
    record Effect(Interned<Store> store, Object answer) {}

    Interned<Store> of(Wallet wallet) {
        return known.of(Store.of(wallet));
    }

    Effect effect(Interned<Store> store, Interned<Call> call) {
        return effects.computeIfAbsent(new Arrival(store, call), fresh -> find(store.value(), call.value()));
    }

    private Effect find(Store store, Call call) {
        var wallet = store.wallet();
        return switch (call) {
            case Place(var placement) ->
                written(
                        store,
                        protocol.place(wallet, placement)
                                .map(next -> wallet.holds().containsKey(placement.key())
                                        ? store.with(next)
                                        : store.withCreated(placement.key(), next)));
            case Apply(var application) ->
                written(
                        store,
                        protocol.apply(wallet, application).map(next -> store.withApplied(application.key(), next)));
            case Roll(var day) ->
                written(store, wallet.roll(DayRoll.of(wallet, day), Money.ZERO).map(store::with));
            case Append(var proposed) -> {
                var existing = Optional.ofNullable(store.records().get(proposed.holdKey()));
                var kept = protocol.log(existing, proposed);
                yield new Effect(known.of(store.withRecord(kept)), kept);
            }
            case ReadCheckpoint(var key) -> new Effect(known.of(store), store.checkpoint(key));
            case WriteCheckpoint(var key) -> new Effect(known.of(store.withCheckpoint(key)), key);
            case Generate generate -> new Effect(known.of(store), WalletScenario.COST);
            case Raise(var alarm) -> throw new IllegalStateException("There is no step after alarm " + alarm);
        };
    }

    private Effect written(Store before, Optional<Store> after) {
        WriteAnswer answer = after.<WriteAnswer>map(store -> new WriteAnswer.Written(store.wallet()))
                .orElseGet(() -> new WriteAnswer.Refused(Optional.of(before.wallet())));
        return new Effect(known.of(after.orElse(before)), answer);
    }
}
