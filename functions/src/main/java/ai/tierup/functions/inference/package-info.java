/** The function that serves all inference APIs. No other function streams. */
@NullMarked
package ai.tierup.functions.inference;

import org.jspecify.annotations.NullMarked;
