package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A ledger in memory, which applies the domain's rules under a lock. */
public class InMemoryWalletLedger implements WalletLedger, LaneStore {

    private final Map<LaneKey, Wallet> wallets;
    private final Map<List<Object>, LedgerEntry> entries = new ConcurrentHashMap<>();
    private final int lane;
    private volatile LocalDate closingThrough = LocalDate.MIN;

    public InMemoryWalletLedger() {
        this(new ConcurrentHashMap<>(), 0);
    }

    private InMemoryWalletLedger(Map<LaneKey, Wallet> wallets, int lane) {
        this.wallets = wallets;
        this.lane = lane;
    }

    private record LaneKey(AccountId account, int lane) {

        static LaneKey of(Wallet wallet) {
            return new LaneKey(wallet.account(), wallet.lane());
        }
    }

    private LaneKey key(AccountId account) {
        return new LaneKey(account, lane);
    }

    @Override
    public WalletLedger lane(int number) {
        return number == lane ? this : new InMemoryWalletLedger(wallets, number);
    }

    @Override
    public WriteAnswer divide(Wallet seen, Lanes next) {
        return write(
                seen.account(),
                wallet -> wallet.lanes().equals(seen.lanes())
                                && wallet.day().equals(seen.day())
                                && (next.open() <= seen.lanes().open() || !wallet.isFrozen())
                        ? Optional.of(wallet.divided(next))
                        : Optional.empty());
    }

    @Override
    public boolean move(AccountId account, LaneMove move) {
        var from = new LaneKey(account, move.from());
        var to = new LaneKey(account, move.to());
        synchronized (wallets) {
            var taken = Optional.ofNullable(wallets.get(from)).flatMap(move::takenFrom);
            var given = Optional.ofNullable(wallets.get(to)).flatMap(move::givenTo);
            if (taken.isEmpty() || given.isEmpty()) {
                return false;
            }
            wallets.put(from, taken.get());
            wallets.put(to, given.get());
            return true;
        }
    }

    /** Stores {@code wallet} unconditionally. */
    public void put(Wallet wallet) {
        wallets.put(LaneKey.of(wallet), wallet);
    }

    /** Opens no wallet on a day up to {@code through} from now on. */
    public void announceClose(LocalDate through) {
        closingThrough = through;
    }

    Collection<Wallet> all() {
        return wallets.values();
    }

    @Override
    public Optional<Wallet> find(AccountId account) {
        return Optional.ofNullable(wallets.get(key(account)));
    }

    @Override
    public OpenAnswer open(LedgerEntry first, Money freeAllowance) {
        if (!wallets.containsKey(key(first.account())) && !first.day().isAfter(closingThrough)) {
            return new OpenAnswer.DayIsClosing(closingThrough);
        }
        if (wallets.putIfAbsent(key(first.account()), Wallet.opened(first, freeAllowance)) != null) {
            return new OpenAnswer.OpenedBefore();
        }
        entries.put(List.of(first.account(), first.businessId()), first);
        return new OpenAnswer.Opened();
    }

    /** All entries except usage records, in no particular order. */
    public List<LedgerEntry> entries(AccountId account) {
        return entries.values().stream()
                .filter(entry -> entry.account().equals(account))
                .toList();
    }

    @Override
    public BookAnswer book(LedgerEntry entry) {
        return book(entry, () -> {});
    }

    /** @param alongside runs in the same transaction, if the entry is booked */
    public synchronized BookAnswer book(LedgerEntry entry, Runnable alongside) {
        var key = List.of(entry.account(), entry.businessId());
        if (entries.containsKey(key)) {
            return new BookAnswer.AlreadyBooked();
        }
        return switch (write(entry.account(), wallet -> wallet.booked(entry))) {
            case WriteAnswer.Written written -> {
                entries.put(key, entry);
                alongside.run();
                yield new BookAnswer.Booked();
            }
            case WriteAnswer.Refused(var seen) ->
                seen.<BookAnswer>map(wallet -> new BookAnswer.WalletIsAhead(wallet.day()))
                        .orElseGet(BookAnswer.NoWallet::new);
        };
    }

    @Override
    public PlaceAnswer place(AccountId account, Placement placement) {
        return write(account, wallet -> wallet.place(placement));
    }

    @Override
    public WriteAnswer apply(AccountId account, Application application) {
        return write(account, wallet -> wallet.apply(application));
    }

    @Override
    public WriteAnswer changeDailyLimit(AccountId account, Money seen, Money limit) {
        return write(
                account,
                wallet -> wallet.dailyLimit().equals(seen) ? Optional.of(wallet.limitedTo(limit)) : Optional.empty());
    }

    @Override
    public WriteAnswer roll(AccountId account, DayRoll roll, Money freeAllowance) {
        return write(account, wallet -> wallet.roll(roll, freeAllowance));
    }

    @Override
    public WriteAnswer countKey(AccountId account, SpenderId spender) {
        return write(account, wallet -> wallet.counting(spender));
    }

    @Override
    public WriteAnswer forgetKey(AccountId account, SpenderId spender) {
        return write(account, wallet -> wallet.notCounting(spender));
    }

    @Override
    public WriteAnswer freeze(AccountId account, String reason) {
        return write(account, wallet -> wallet.frozen(reason));
    }

    @Override
    public WriteAnswer thaw(AccountId account, Set<String> seen, String reason) {
        return write(account, wallet -> wallet.thawed(seen, reason));
    }

    @Override
    public WriteAnswer replace(Optional<Wallet> seen, Wallet wallet) {
        synchronized (wallets) {
            var stored = Optional.ofNullable(wallets.get(LaneKey.of(wallet)));
            if (!stored.equals(seen)) {
                return new WriteAnswer.Refused(stored);
            }
            put(wallet);
            return new WriteAnswer.Written(wallet);
        }
    }

    private WriteAnswer write(AccountId account, Function<Wallet, Optional<Wallet>> change) {
        synchronized (wallets) {
            var wallet = wallets.get(key(account));
            if (wallet == null) {
                return new WriteAnswer.Refused(Optional.empty());
            }
            var changed = change.apply(wallet);
            changed.ifPresent(this::put);
            return changed.<WriteAnswer>map(WriteAnswer.Written::new)
                    .orElseGet(() -> new WriteAnswer.Refused(Optional.of(wallet)));
        }
    }
}
