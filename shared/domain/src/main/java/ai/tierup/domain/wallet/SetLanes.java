package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Divides an account's wallet into lanes, or makes them fewer again. Each step is one conditional write, and a call that was interrupted is
 * continued by the next one. Requests go on meanwhile.
 */
public final class SetLanes {

    private static final int MAX_STEPS = 20;

    private final LaneStore store;
    private final WalletLedger ledger;
    private final LaneMoves moves;
    private final InstantSource clock;

    /** @param ledger the ledger of whole wallets */
    public SetLanes(LaneStore store, WalletLedger ledger, WalletRules rules, InstantSource clock) {
        this.store = store;
        this.ledger = ledger;
        this.moves = new LaneMoves(store, rules);
        this.clock = clock;
    }

    /** The result of {@link #set}. */
    public sealed interface Outcome {

        /** @param wallet the whole wallet, with as many lanes as were asked for */
        record Divided(Wallet wallet) implements Outcome {}

        /**
         * Closed lanes still have holds, which end like all others. Then another call takes the lanes away.
         *
         * @param wallet the whole wallet
         */
        record Closing(Wallet wallet) implements Outcome {}

        /** A frozen wallet is not divided further. */
        record Frozen(Wallet wallet) implements Outcome {}

        record NoWallet() implements Outcome {}
    }

    /**
     * Makes {@code open} lanes be open. Those that are closed give their money to lane 0.
     *
     * @throws IllegalArgumentException when there cannot be as many
     * @throws IllegalStateException when others keep changing the lanes
     */
    public Outcome set(AccountId account, int open) {
        if (open < 1 || open > Lanes.MAX) {
            throw new IllegalArgumentException("A wallet has 1 to " + Lanes.MAX + " lanes");
        }
        return set(account, open, true);
    }

    /** Closes all lanes but lane 0, which gets their money. They can be opened again without writing new items. */
    void close(AccountId account) {
        set(account, 1, false);
    }

    private Outcome set(AccountId account, int open, boolean takesAway) {
        for (var step = 0; step < MAX_STEPS; step++) {
            var found = ledger.findWhole(account);
            if (found.isEmpty()) {
                return new Outcome.NoWallet();
            }
            var whole = found.get();
            var lanes = whole.main().lanes();
            if (lanes.open() < open) {
                if (whole.main().isFrozen()) {
                    return new Outcome.Frozen(whole.sum());
                }
                openUpTo(open, whole);
            } else if (lanes.open() > open) {
                store.divide(whole.main(), new Lanes(open, lanes.count(), lanes.moves()));
            } else if (!reopenClosed(whole)) {
                if (lanes.count() == open) {
                    return new Outcome.Divided(whole.sum());
                }
                if (takesAway && isOver(whole)) {
                    store.divide(whole.main(), new Lanes(open, open, lanes.moves()));
                } else if (!close(whole)) {
                    return new Outcome.Closing(ledger.find(account).orElseThrow());
                }
            }
        }
        // Holds keep ending, and give back what is to be moved.
        return ledger.find(account)
                .filter(wallet -> wallet.lanes().open() == open)
                .<Outcome>map(Outcome.Closing::new)
                .orElseThrow(() -> new IllegalStateException("The lanes of " + account + " change too often"));
    }

    /**
     * Writes the items of lanes that have none, and then makes all be part of the wallet. Until then they have no money and refuse all holds. Lanes
     * that were closed still refuse them, until {@link #reopenClosed}.
     */
    private void openUpTo(int open, WholeWallet whole) {
        var main = whole.main();
        prepare(main, open);
        store.divide(
                main,
                new Lanes(
                        open, Math.max(open, main.lanes().count()), main.lanes().moves()));
    }

    /** Opens the items of open lanes that were closed before, or that another call has closed meanwhile. Returns whether there were any. */
    private boolean reopenClosed(WholeWallet whole) {
        var closed = whole.lanes().stream()
                .filter(lane -> !isClosing(lane, whole) && lane.frozenBy().contains(Freezes.CLOSED_LANE))
                .toList();
        closed.forEach(lane -> store.lane(lane.lane()).thaw(lane.account(), lane.frozenBy(), Freezes.CLOSED_LANE));
        return !closed.isEmpty();
    }

    /**
     * Writes the items of the lanes that the wallet does not have yet. They are read before lane 0 shows that they are not part of the wallet.
     * If another call makes them a part of it afterwards and they get money, their versions have changed, and these writes are refused.
     */
    private void prepare(Wallet main, int open) {
        var account = main.account();
        var first = main.lanes().count();
        var stored = IntStream.range(first, open)
                .mapToObj(number -> store.lane(number).find(account))
                .toList();
        var isUnchanged = store.lane(0)
                .find(account)
                .filter(now -> now.lanes().count() == first)
                .isPresent();
        for (var number = first; isUnchanged && number < open; number++) {
            var image = stored.get(number - first);
            store.lane(number).replace(image, empty(main, number, image));
        }
    }

    /**
     * An empty lane. The item of one that was taken away has nothing. After a restore of the table, its version may be one that it has had
     * before, and those of the new lane must be above: an item takes fewer than a thousand writes a second.
     */
    private Wallet empty(Wallet main, int number, Optional<Wallet> stored) {
        var writes = stored.map(image -> Lanes.writes(image.version()) + 1).orElse(0L);
        return LaneImages.empty(main, number, Math.max(writes, clock.millis()));
    }

    private static boolean isClosing(Wallet lane, WholeWallet whole) {
        return lane.lane() >= whole.main().lanes().open();
    }

    private static boolean isOver(WholeWallet whole) {
        return whole.lanes().stream()
                .filter(lane -> isClosing(lane, whole))
                .allMatch(lane -> lane.frozenBy().contains(Freezes.CLOSED_LANE)
                        && lane.holds().isEmpty()
                        && LaneMove.ofAll(lane).isNothing());
    }

    /** Closes lanes and moves their money to lane 0. Returns whether more can be done now, or the rest is held. */
    private boolean close(WholeWallet whole) {
        if (moves.alignDays(whole)) {
            return true;
        }
        var isChanged = false;
        for (var lane : whole.lanes()) {
            if (isClosing(lane, whole)) {
                if (!lane.frozenBy().contains(Freezes.CLOSED_LANE)) {
                    store.lane(lane.lane()).freeze(lane.account(), Freezes.CLOSED_LANE);
                    isChanged = true;
                } else if (!LaneMove.ofAll(lane).isNothing()) {
                    isChanged |= store.move(lane.account(), LaneMove.ofAll(lane));
                }
            }
        }
        return isChanged;
    }
}
