package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The wallets of a service that forgets everything when it ends: the domain's own rules under a lock per wallet. */
public class InMemoryWalletLedger implements WalletLedger {

    private final Map<AccountId, Wallet> wallets = new ConcurrentHashMap<>();

    /** Stores {@code wallet} as it is, whatever was there. */
    public void put(Wallet wallet) {
        wallets.put(wallet.account(), wallet);
    }

    Collection<Wallet> all() {
        return wallets.values();
    }

    @Override
    public Optional<Wallet> find(AccountId account) {
        return Optional.ofNullable(wallets.get(account));
    }

    @Override
    public boolean open(AccountId account, String entryKey, Money cash, LocalDate day, Money freeAllowance) {
        return wallets.putIfAbsent(account, Wallet.opened(account, cash, day, freeAllowance)) == null;
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
    public WriteAnswer countKey(AccountId account, KeyId key) {
        return write(account, wallet -> wallet.counting(key));
    }

    @Override
    public WriteAnswer forgetKey(AccountId account, KeyId key) {
        return write(account, wallet -> wallet.notCounting(key));
    }

    @Override
    public WriteAnswer freeze(AccountId account, String reason) {
        return write(account, wallet -> Optional.of(wallet.frozen(reason)));
    }

    private WriteAnswer write(AccountId account, Function<Wallet, Optional<Wallet>> change) {
        var answer = new WriteAnswer[] {new WriteAnswer.Refused(Optional.empty())};
        wallets.computeIfPresent(account, (key, wallet) -> {
            var changed = change.apply(wallet);
            answer[0] = changed.<WriteAnswer>map(WriteAnswer.Written::new)
                    .orElseGet(() -> new WriteAnswer.Refused(Optional.of(wallet)));
            return changed.orElse(wallet);
        });
        return answer[0];
    }
}
