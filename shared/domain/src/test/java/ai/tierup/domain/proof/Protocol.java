package ai.tierup.domain.proof;

import ai.tierup.domain.usage.SettleHold;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Application;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Wallet;
import java.util.Optional;

/** The rules that the proof rests on. All of them are the service's own; a mutant overrides one. */
class Protocol {

    /** The conditional write of a place. */
    Optional<Wallet> place(Wallet wallet, Placement placement) {
        return wallet.place(placement);
    }

    /** The conditional write of an application. */
    Optional<Wallet> apply(Wallet wallet, Application application) {
        return wallet.apply(application);
    }

    /** The record that stands after {@code proposed} was logged. */
    UsageRecord log(Optional<UsageRecord> standing, UsageRecord proposed) {
        return standing.orElse(proposed);
    }

    /** How whoever ends a hold does it. */
    void settle(ReplayedWorld world, Hold hold, UsageRecord proposed) {
        new SettleHold(world, world, world).settle(hold, proposed);
    }

    /** Whether {@code call} may arrive more than once: the client of the store sends it again until it is answered. */
    boolean isRepeated(Call call) {
        return !(call instanceof Call.Place);
    }

    /**
     * Whether {@code call} changes nothing any more, whatever else happens, so that the model may forget it.
     *
     * @param placeable whether its hold may still be placed
     */
    boolean isSpent(Call call, Store store, boolean placeable) {
        return switch (call) {
            case Call.Append(var record) -> store.records().containsKey(record.holdKey());
            case Call.Apply(var application) -> store.applied().containsKey(application.key()) && !placeable;
            case Call.WriteCheckpoint(var key) -> store.checkpoints().contains(key);
            case Call.Roll(var day) -> !store.wallet().day().isBefore(day);
            case Call.Place _, Call.Generate _, Call.ReadCheckpoint _, Call.Raise _ -> false;
        };
    }
}
