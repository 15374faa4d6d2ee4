package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.WriteAnswer.Refused;
import ai.tierup.domain.wallet.WriteAnswer.Written;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of wallets that may be divided into lanes. A hold is placed in one lane, chosen by its request, and settled in that lane. When a
 * lane cannot pay, money is moved to it from the others, and the request sends its hold again, with a new key.
 *
 * <p>A request of a wallet without lanes costs no read and no write more than in its store; a negative entry and a thaw cost one read more.
 * Whether a wallet has lanes is in the images of lane 0, and each process remembers it.
 */
public final class LanedLedger implements WalletLedger {

    private static final int MAX_READS = 20;
    private static final int READS_OF_A_REQUEST = 3;
    private static final int MAX_THAWS = 10;
    private static final int MAX_COVERS = 10;

    private final LaneStore store;
    private final WalletLedger main;
    private final WalletRules rules;
    private final LaneMoves moves;
    private final SetLanes setLanes;
    private final LaneMemory memory = new LaneMemory();

    public LanedLedger(LaneStore store, WalletRules rules, InstantSource clock) {
        this.store = store;
        this.main = store.lane(0);
        this.rules = rules;
        this.moves = new LaneMoves(store, rules);
        this.setLanes = new SetLanes(store, this, rules, clock);
    }

    @Override
    public Optional<Wallet> find(AccountId account) {
        return findWhole(account).map(WholeWallet::sum);
    }

    /** @throws IllegalStateException when money moves between the lanes during every attempt */
    @Override
    public Optional<WholeWallet> findWhole(AccountId account) {
        return main.find(account).map(seen -> {
            var whole = wholeOf(seen, MAX_READS);
            if (whole == null) {
                throw new IllegalStateException(
                        "Money was moved between the lanes of " + account + " during every read");
            }
            return whole;
        });
    }

    /**
     * Reads the lanes, and then lane 0 again, until no money was moved meanwhile.
     *
     * @param seen an image of lane 0
     * @return null when money was moved during each of so many {@code reads}
     */
    private @Nullable WholeWallet wholeOf(Wallet seen, int reads) {
        var before = seen;
        for (var read = 0; read < reads; read++) {
            if (!isDivided(before)) {
                return WholeWallet.undivided(before);
            }
            var lanes = new ArrayList<Wallet>();
            for (var lane = 1; lane < before.lanes().count(); lane++) {
                store.lane(lane).find(before.account()).ifPresent(lanes::add);
            }
            var after = main.find(before.account()).orElseThrow();
            if (after.lanes().equals(before.lanes())) {
                lanes.addFirst(after);
                return whole(lanes);
            }
            before = after;
        }
        return null;
    }

    private WholeWallet whole(List<Wallet> lanes) {
        var allowance = rules.freeAllowanceOf(lanes.getFirst().account());
        return new WholeWallet(LaneImages.whole(lanes, allowance), lanes);
    }

    @Override
    public OpenAnswer open(LedgerEntry first, Money freeAllowance) {
        return main.open(first, freeAllowance);
    }

    /** Books into lane 0. When that is in debt, the other lanes pay, and a debt of all of them closes them. */
    @Override
    public BookAnswer book(LedgerEntry entry) {
        var answer = main.book(entry);
        if (entry.amount().isNegative()) {
            coverLane0(entry.account());
        }
        return answer;
    }

    /**
     * Lets the other lanes pay what lane 0 lacks. When all of them do not have as much, the wallet may spend nothing, and they are closed: what
     * holds give back to another lane could be spent there.
     */
    private void coverLane0(AccountId account) {
        for (var round = 0; round < MAX_COVERS; round++) {
            var seen = main.find(account).filter(LanedLedger::isDivided).filter(LanedLedger::isOverdrawn);
            if (seen.isEmpty()) {
                return;
            }
            var whole = findWhole(account).orElseThrow();
            if (isOverdrawn(whole.sum())) {
                setLanes.close(account);
                return;
            }
            moves.cover(whole);
        }
    }

    private static boolean isOverdrawn(Wallet image) {
        return image.isInDebt() || image.dailyLeft().isNegative();
    }

    @Override
    public PlaceAnswer place(AccountId account, Placement placement) {
        var lane = memory.laneFor(account, placement);
        var answer = store.lane(lane).place(account, placement);
        return switch (answer) {
            case Written(var image) -> {
                if (lane == 0) {
                    memory.note(image);
                }
                yield answer;
            }
            case Refused(var seen)
            when lane == 0 && seen.filter(LanedLedger::isDivided).isEmpty() -> answer;
            case Refused refused -> afterRefusal(account, lane, placement);
            case PlaceAnswer.NotApplied notApplied -> answer;
            case PlaceAnswer.Unknown unknown -> answer;
        };
    }

    private static boolean isDivided(Wallet image) {
        return image.lanes().areUsed();
    }

    /** Moves to the lane what it lacks, and returns its image with the money of all lanes, by which it is decided whether to send again. */
    private PlaceAnswer afterRefusal(AccountId account, int lane, Placement placement) {
        var found = main.find(account);
        if (found.isEmpty()) {
            return new Refused(found);
        }
        var whole = wholeOf(found.get(), READS_OF_A_REQUEST);
        if (whole == null) {
            // Others are moving money, perhaps to this lane.
            return new PlaceAnswer.NotApplied();
        }
        memory.note(whole.main());
        var refusing = whole.lanes().stream()
                .filter(image -> image.lane() == lane)
                .filter(image -> lane == 0 || !image.isFrozen())
                .findFirst();
        if (refusing.isEmpty()) {
            memory.forget(account);
            return new Refused(Optional.of(LaneImages.withAllMoney(whole.main(), whole.lanes())));
        }
        moves.refill(whole, refusing.get(), placement.hold());
        return new Refused(Optional.of(LaneImages.withAllMoney(refusing.get(), whole.lanes())));
    }

    @Override
    public WriteAnswer roll(AccountId account, DayRoll roll, Money freeAllowance) {
        return main.roll(account, roll, freeAllowance);
    }

    @Override
    public Optional<Wallet> rollLanes(AccountId account, LocalDate day, Money freeAllowance) {
        for (var lane : findWhole(account).map(WholeWallet::lanes).orElse(List.of())) {
            if (lane.day().isBefore(day)) {
                store.lane(lane.lane()).roll(account, DayRoll.of(lane, day), freeAllowance);
            }
        }
        return findWhole(account)
                .filter(whole ->
                        whole.lanes().stream().noneMatch(lane -> lane.day().isBefore(day)))
                .map(WholeWallet::sum);
    }

    @Override
    public WriteAnswer apply(AccountId account, Application application) {
        return store.lane(application.lane()).apply(account, application);
    }

    /**
     * Changes lane 0's part of the limit. To lower it, the other lanes are closed meanwhile, and stay closed when more was spent already. A
     * call that was interrupted may leave them closed.
     */
    @Override
    public WriteAnswer changeDailyLimit(AccountId account, Money seen, Money limit) {
        var answer = main.changeDailyLimit(account, seen, limit);
        var image = imageIn(answer).filter(LanedLedger::isDivided);
        if (image.isEmpty()) {
            return answer;
        }
        if (answer instanceof Refused
                && find(account).orElseThrow().dailyLimit().equals(seen)) {
            if (limit.covers(seen)) {
                changePart(account, limit.minus(seen));
            } else {
                setLanes.close(account);
                changePart(account, limit.minus(seen));
                if (!main.find(account).orElseThrow().dailyLeft().isNegative()) {
                    setLanes.set(account, image.get().lanes().open());
                }
            }
        }
        var whole = find(account).orElseThrow();
        return whole.dailyLimit().equals(limit) ? new Written(whole) : new Refused(Optional.of(whole));
    }

    private void changePart(AccountId account, Money difference) {
        var part = main.find(account).orElseThrow().dailyLimit();
        main.changeDailyLimit(account, part, part.plus(difference));
    }

    private static Optional<Wallet> imageIn(WriteAnswer answer) {
        return switch (answer) {
            case Written(var image) -> Optional.of(image);
            case Refused(var seen) -> seen;
        };
    }

    @Override
    public WriteAnswer countKey(AccountId account, SpenderId spender) {
        return main.countKey(account, spender);
    }

    @Override
    public WriteAnswer forgetKey(AccountId account, SpenderId spender) {
        return main.forgetKey(account, spender);
    }

    /** Replaces lane 0, as long as there are no others. */
    @Override
    public WriteAnswer replace(Optional<Wallet> seen, Wallet wallet) {
        return seen.filter(LanedLedger::isDivided).isPresent() ? new Refused(seen) : main.replace(seen, wallet);
    }

    /** Freezes lane 0 first, so that it gives no more money to the others. A call that was interrupted must be repeated. */
    @Override
    public WriteAnswer freeze(AccountId account, String reason) {
        var answer = main.freeze(account, reason);
        if (!(answer instanceof Written(var image)) || !image.lanes().areUsed()) {
            return answer;
        }
        var lanes = new ArrayList<>(List.of(image));
        for (var lane = 1; lane < image.lanes().count(); lane++) {
            imageIn(store.lane(lane).freeze(account, reason)).ifPresent(lanes::add);
        }
        return new Written(whole(lanes).sum());
    }

    /** Thaws lane 0 last, so that a call that was interrupted can be repeated. */
    @Override
    public WriteAnswer thaw(AccountId account, Set<String> seen, String reason) {
        var found = findWhole(account);
        for (var image : found.map(WholeWallet::lanes).orElse(List.of())) {
            if (image.lane() > 0) {
                thawLane(account, image, reason);
            }
        }
        var answer = main.thaw(account, seen, reason);
        return answer instanceof Written(var image) && isDivided(image)
                ? new Written(find(account).orElse(image))
                : answer;
    }

    private void thawLane(AccountId account, Wallet image, String reason) {
        var lane = store.lane(image.lane());
        var seen = Optional.of(image);
        for (var send = 0; send < MAX_THAWS && seen.isPresent(); send++) {
            if (!(lane.thaw(account, seen.get().frozenBy(), reason) instanceof Refused(var other))) {
                return;
            }
            seen = other;
        }
        throw new IllegalStateException("The reasons for which a lane of " + account + " is frozen change too often");
    }
}
