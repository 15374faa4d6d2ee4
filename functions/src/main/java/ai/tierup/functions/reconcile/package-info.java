/** The nightly comparison of what the payment provider lists with what was credited. */
@NullMarked
package ai.tierup.functions.reconcile;

import org.jspecify.annotations.NullMarked;
