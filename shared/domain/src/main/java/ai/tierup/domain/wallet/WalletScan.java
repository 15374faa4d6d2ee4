package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads all wallets page by page, for the jobs that visit every one of them. An image may be older than the last write, so callers
 * must act on it with conditional writes.
 */
public interface WalletScan {

    /**
     * Reads the next page, in the store's order. It has every wallet that was opened before the call, so that the close of a day misses none.
     *
     * @param after end of the page before; empty for the first page
     */
    Page all(Optional<String> after);

    /** Reads the next page, but only the wallets in it that have open holds. */
    Page holding(Optional<String> after);

    /** The position right after the wallet of {@code account}, from which {@link #all} continues with the next one. */
    String after(AccountId account);

    /**
     * The wallets of one page.
     *
     * @param unreadable wallets of this page that exist and cannot be read
     * @param end position after this page; empty when it was the last
     */
    record Page(List<Wallet> wallets, List<Unreadable> unreadable, Optional<String> end) {

        /** All accounts of this page, for callers that do not need the wallets themselves. */
        public Stream<AccountId> accounts() {
            return Stream.concat(
                    wallets.stream().map(Wallet::account),
                    unreadable.stream()
                            .map(Unreadable::account)
                            .filter(AccountId::isValid)
                            .map(AccountId::new));
        }
    }

    /**
     * A wallet whose stored form makes no sense. Somebody has to repair it; the jobs report it and go on with the others.
     *
     * @param account id of its account, as far as the store can tell
     */
    record Unreadable(String account, String reason) {}
}
