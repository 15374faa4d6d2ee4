package ai.tierup.domain.proof;

import ai.tierup.domain.usage.SettleHold;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Application;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Wallet;
import java.util.Optional;

/** The rules that the proof is about, all of which are the service's own code. A mutant overrides one. */
class Protocol {

    /** The conditional write of a placement. */
    Optional<Wallet> place(Wallet wallet, Placement placement) {
        return wallet.place(placement);
    }

    /** The conditional write of an application. */
    Optional<Wallet> apply(Wallet wallet, Application application) {
        return wallet.apply(application);
    }

    /** Returns the record that is in the log after {@code proposed} was sent. */
    UsageRecord log(Optional<UsageRecord> existing, UsageRecord proposed) {
        return existing.orElse(proposed);
    }

    /** Ends a hold, as handlers and sweepers do. */
    void settle(ReplayedWorld world, Hold hold, UsageRecord proposed) {
        new SettleHold(world, world, world).settle(hold, proposed);
    }

    /** Returns whether {@code call} may arrive more than once, because the store's client sends it again until it is answered. */
    boolean isRepeated(Call call) {
        return !(call instanceof Call.Place);
    }

    /**
     * Returns whether {@code call} can no longer change anything, so that {@link MessagePruner} may remove it.
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
