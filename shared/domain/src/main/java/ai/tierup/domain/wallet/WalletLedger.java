package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * The durable store of the wallets. Each method is one conditional write or one consistent read; {@link PlaceHold} and
 * {@code SettleHold} combine them into the protocol. Failures of the store itself are exceptions.
 */
public interface WalletLedger {

    /** Reads the current wallet, with the sums of its lanes if it has any; empty when the account has none. */
    Optional<Wallet> find(AccountId account);

    /** Reads the current wallet with each of its lanes; empty when the account has none. */
    default Optional<WholeWallet> findWhole(AccountId account) {
        return find(account).map(WholeWallet::undivided);
    }

    /** Rolls every lane of a wallet that is before {@code day}. Returns the whole wallet, or empty when others keep changing one. */
    default Optional<Wallet> rollLanes(AccountId account, LocalDate day, Money freeAllowance) {
        return find(account).flatMap(wallet -> {
            if (!wallet.day().isBefore(day)) {
                return Optional.of(wallet);
            }
            return roll(account, DayRoll.of(wallet, day), freeAllowance) instanceof WriteAnswer.Written(var image)
                    ? Optional.of(image)
                    : Optional.empty();
        });
    }

    /** Writes {@link Wallet#opened} together with the entry of its first credit, on a day that is not being closed. */
    OpenAnswer open(LedgerEntry first, Money freeAllowance);

    /**
     * Writes {@link Wallet#booked} together with the entry, which is booked once by its business id. Sent until the outcome is known.
     */
    BookAnswer book(LedgerEntry entry);

    /** Writes {@link Wallet#place}, sent exactly once. */
    PlaceAnswer place(AccountId account, Placement placement);

    /** Writes {@link Wallet#roll}, which ends the day of a wallet without requests. */
    WriteAnswer roll(AccountId account, DayRoll roll, Money freeAllowance);

    /** Writes {@link Wallet#apply}, sent until the outcome is known. */
    WriteAnswer apply(AccountId account, Application application);

    /** Writes {@link Wallet#limitedTo}, on the condition that the limit is still {@code seen}. */
    WriteAnswer changeDailyLimit(AccountId account, Money seen, Money limit);

    /** Writes {@link Wallet#counting}. */
    WriteAnswer countKey(AccountId account, SpenderId spender);

    /** Writes {@link Wallet#notCounting}. */
    WriteAnswer forgetKey(AccountId account, SpenderId spender);

    /** Writes {@code wallet} as it is, on the condition that {@code seen} is stored, or nothing if that is empty. */
    WriteAnswer replace(Optional<Wallet> seen, Wallet wallet);

    /** Writes {@link Wallet#frozen}, on the condition that there is a wallet. */
    WriteAnswer freeze(AccountId account, String reason);

    /** Writes {@link Wallet#thawed}. */
    WriteAnswer thaw(AccountId account, Set<String> seen, String reason);
}
