package ai.tierup.domain.wallet;

import java.util.List;
import java.util.Optional;

/**
 * Reads all wallets page by page, for the jobs that visit every one of them. An image may be older than the last write, so callers
 * must act on it with conditional writes.
 */
public interface WalletScan {

    /**
     * Reads the next page, in the store's order.
     *
     * @param after end of the page before; empty for the first page
     */
    Page all(Optional<String> after);

    /** Reads the next page, but only the wallets in it that have open holds. */
    Page holding(Optional<String> after);

    /** @param end position after this page; empty when it was the last */
    record Page(List<Wallet> wallets, Optional<String> end) {}
}
