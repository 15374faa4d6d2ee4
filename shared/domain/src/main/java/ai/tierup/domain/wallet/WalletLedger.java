package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The durable store of the wallets. Each method is one conditional write, or one consistent read; the protocol that strings them
 * together is {@link PlaceHold} and {@code SettleHold}. Failures of the store itself are exceptions.
 */
public interface WalletLedger {

    /** The wallet as of now. */
    Optional<Wallet> find(AccountId account);

    /**
     * Creates the wallet together with the ledger entry of its first credit; false when there is a wallet already.
     *
     * @param entryKey business id of the credit
     */
    boolean open(AccountId account, String entryKey, Money cash, LocalDate day, Money freeAllowance);

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
}
