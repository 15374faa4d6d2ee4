/** The function that compares every wallet with its ledger. */
@NullMarked
package ai.tierup.functions.audit;

import org.jspecify.annotations.NullMarked;
