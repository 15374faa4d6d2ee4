package ai.tierup.domain.wallet;

import java.util.List;
import java.util.Optional;

/**
 * All wallets, page by page, for those jobs that look at every one of them. An image may be older than the last write: whoever acts on
 * it does so by conditional writes.
 */
public interface WalletScan {

    /**
     * The next page in the store's own order.
     *
     * @param after where the page before ended; empty for the first
     */
    Page all(Optional<String> after);

    /** {@link #all} without the wallets that hold nothing. */
    Page holding(Optional<String> after);

    /** @param end where this page ended; empty when it was the last */
    record Page(List<Wallet> wallets, Optional<String> end) {}
}
