package ai.tierup.domain.proof;

import ai.tierup.domain.wallet.Wallet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A state of {@link WalletModel}.
 *
 * @param messages messages that were sent and may arrive, or arrive again
 * @param handlers one actor for each request
 * @param sweepers actors sorted by number, because it does not matter which of them does what
 * @param answersToLose number of answers that may still be lost
 * @param audited the image that the auditor has read
 */
record WalletState(
        Interned<Store> store,
        Messages messages,
        List<Actor> handlers,
        List<Actor> sweepers,
        int answersToLose,
        Interned<Wallet> audited) {

    WalletState with(Interned<Store> changed) {
        return new WalletState(changed, messages, handlers, sweepers, answersToLose, audited);
    }

    WalletState with(Messages changed) {
        return new WalletState(store, changed, handlers, sweepers, answersToLose, audited);
    }

    WalletState withHandler(int index, Actor actor) {
        return new WalletState(store, messages, replaced(handlers, index, actor), sweepers, answersToLose, audited);
    }

    WalletState withSweeper(int index, Actor actor) {
        var changed = new ArrayList<>(replaced(sweepers, index, actor));
        changed.sort(Comparator.comparingInt(Actor::number));
        return new WalletState(store, messages, handlers, List.copyOf(changed), answersToLose, audited);
    }

    WalletState withAnswerLost() {
        return new WalletState(store, messages, handlers, sweepers, answersToLose - 1, audited);
    }

    WalletState withAudited(Interned<Wallet> image) {
        return new WalletState(store, messages, handlers, sweepers, answersToLose, image);
    }

    private static List<Actor> replaced(List<Actor> actors, int index, Actor actor) {
        var changed = new ArrayList<>(actors);
        changed.set(index, actor);
        return List.copyOf(changed);
    }
}
