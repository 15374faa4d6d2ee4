package ai.tierup.domain.payment;

import ai.tierup.domain.books.Books;
import ai.tierup.domain.wallet.ScanMarks;
import ai.tierup.domain.wallet.WalletScan;

/**
 * Our side of a reconciliation.
 *
 * @param books entries that payments are compared with
 * @param wallets all accounts that may have such entries
 * @param marks position that the last run reached in the wallets
 */
public record ReconciledLedger(Books books, WalletScan wallets, ScanMarks marks) {}
