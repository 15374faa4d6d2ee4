/** The books of an account: every entry of the ledger, the statements that close its days, and the audit that compares all with the wallet. */
@NullMarked
package ai.tierup.domain.books;

import org.jspecify.annotations.NullMarked;
