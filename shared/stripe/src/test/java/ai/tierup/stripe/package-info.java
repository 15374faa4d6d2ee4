/** Stripe, simulated to the byte, and its own library as the judge. */
@NullMarked
package ai.tierup.stripe;

import org.jspecify.annotations.NullMarked;
