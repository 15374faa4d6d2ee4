package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import java.util.Optional;
import java.util.Set;

/**
 * The durable store of the wallets. Each method is one conditional write, or one consistent read; the protocol that strings them
 * together is {@link PlaceHold} and {@code SettleHold}. Failures of the store itself are exceptions.
 */
public interface WalletLedger {

    /** The wallet as of now. */
    Optional<Wallet> find(AccountId account);

    /** {@link Wallet#opened} together with the entry of its first credit; false when there is a wallet already. */
    boolean open(LedgerEntry first, Money freeAllowance);

    /** {@link Wallet#booked} together with the entry, which is booked once by its business id. Sent until its fate is known. */
    BookAnswer book(LedgerEntry entry);

    /** {@link Wallet#place}, sent exactly once. */
    PlaceAnswer place(AccountId account, Placement placement);

    /** {@link Wallet#roll}: a day's end for a wallet that nobody asks. */
    WriteAnswer roll(AccountId account, DayRoll roll, Money freeAllowance);

    /** {@link Wallet#apply}, sent until its fate is known. */
    WriteAnswer apply(AccountId account, Application application);

    /** {@link Wallet#limitedTo} under the condition that the limit is still {@code seen}. */
    WriteAnswer changeDailyLimit(AccountId account, Money seen, Money limit);

    /** {@link Wallet#counting}. */
    WriteAnswer countKey(AccountId account, KeyId key);

    /** {@link Wallet#notCounting}. */
    WriteAnswer forgetKey(AccountId account, KeyId key);

    /** {@link Wallet#frozen}, on the condition that there is a wallet. */
    WriteAnswer freeze(AccountId account, String reason);

    /** {@link Wallet#thawed}. */
    WriteAnswer thaw(AccountId account, Set<String> seen, String reason);
}
