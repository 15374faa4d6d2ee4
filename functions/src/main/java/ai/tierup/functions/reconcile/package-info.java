/** The nightly comparison of the payment provider's lists with the ledger. */
@NullMarked
package ai.tierup.functions.reconcile;

import org.jspecify.annotations.NullMarked;
