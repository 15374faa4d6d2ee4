/** Automatic top-ups: a saved payment method is charged when an account's balance is below a threshold. */
@NullMarked
package ai.tierup.domain.autotopup;

import org.jspecify.annotations.NullMarked;
