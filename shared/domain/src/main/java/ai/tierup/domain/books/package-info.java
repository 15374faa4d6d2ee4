/** The books of an account: its ledger rows, the statements that close its days, and the audit that compares both with the wallet. */
@NullMarked
package ai.tierup.domain.books;

import org.jspecify.annotations.NullMarked;
