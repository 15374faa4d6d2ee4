package ai.tierup.domain.payment;

import ai.tierup.domain.books.Books;
import ai.tierup.domain.wallet.ScanMarks;
import ai.tierup.domain.wallet.WalletScan;

/**
 * Our side of a reconciliation.
 *
 * @param books where the entries are that payments are compared with
 * @param wallets every account that may have such entries
 * @param marks how far the last run came with the wallets
 */
public record ReconciledLedger(Books books, WalletScan wallets, ScanMarks marks) {}
